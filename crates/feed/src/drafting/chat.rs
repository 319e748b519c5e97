//! The chat completions API as OpenAI has it, and many others after it: a request's body, and the words of an answer.

use serde_json::{Value, json};

/// The body of a request. It asks for nothing that only some servers know.
pub fn body(model: &str, instructions: &str, question: &str) -> String {
    let messages = json!([{"role": "system", "content": instructions}, {"role": "user", "content": question}]);
    json!({"model": model, "messages": messages, "stream": false}).to_string()
}

/// What the model said, or why there is nothing.
pub fn content(answer: &str) -> Result<String, String> {
    let answer: Value = serde_json::from_str(answer).map_err(|_| "the endpoint's answer is not JSON".to_owned())?;
    let choice = answer.get("choices").and_then(|choices| choices.get(0));
    let choice = choice.ok_or("the endpoint's answer is no chat completion: it has no `choices`")?;
    if choice.get("finish_reason").and_then(Value::as_str) == Some("length") {
        return Err("the model's answer was cut off at its limit of tokens".to_owned());
    }
    let content = choice.get("message").and_then(|message| message.get("content")).and_then(Value::as_str);
    content.map(str::to_owned).ok_or_else(|| "the model said nothing".to_owned())
}
