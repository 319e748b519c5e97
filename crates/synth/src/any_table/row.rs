//! One row: who did what, on which device, from where, when.

use super::world::{Device, Person, Program, World};
use crate::random::Random;

pub struct Row<'w> {
    pub world: &'w World,
    pub time: i64,
    pub actor: &'w Person,
    /// Whom or what the actor did it to.
    pub target: &'w Person,
    pub device: &'w Device,
    pub other_device: &'w Device,
    pub inside: &'w str,
    pub outside: &'w str,
    pub program: &'w Program,
    /// What started the program.
    pub parent: &'w Program,
    pub site: &'w str,
    /// Picks the country, the operating system and the like, so that they agree.
    pub place: usize,
    /// An id that other tables know too.
    pub shared_id: u128,
}

impl<'w> Row<'w> {
    pub fn new(world: &'w World, time: i64, random: &mut Random) -> Row<'w> {
        Row {
            world,
            time,
            actor: random.pick_favoured(&world.people),
            target: random.pick(&world.people),
            device: random.pick_favoured(&world.devices),
            other_device: random.pick(&world.devices),
            inside: random.pick::<String>(&world.inside),
            outside: random.pick_favoured::<String>(&world.outside),
            program: random.pick_favoured(&world.programs),
            parent: random.pick_favoured(&world.programs),
            site: random.pick_favoured::<String>(&world.sites),
            place: random.below(1_000),
            shared_id: *random.pick(&world.ids),
        }
    }

    /// Mostly the id that other tables know, else one of its own.
    pub fn id(&self, random: &mut Random) -> u128 {
        if random.chance(700) { self.shared_id } else { random.wide() }
    }
}
