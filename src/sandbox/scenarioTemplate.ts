/** What a new scenario begins with: everything once, to be changed or deleted. */
export const scenarioTemplate = `{
  // Chatbots of the Userdesk sandbox. Saving applies this file while the sandbox runs.
  // Ctrl+Space tells what else there is.
  "chatbots": [
    {
      "id": "sandbox-orders",
      "name": "Orders",
      "greeting": "Hello, what is the number of your order?",
      "answers": [
        { "message": "thank you", "answer": "You are welcome, {userName}." },
        { "pattern": "\\\\b\\\\d{4,}\\\\b", "answer": "That order is on its way." },
      ],
      "fallback": "I did not understand: {message} (message {turn})",
      "delivery": { "firstByteMs": 300, "pauseMs": 30 },
      "faults": [
        // Now and then Userdesk is busy.
        { "kind": "status", "status": 429, "retryAfter": 5, "on": "message", "chance": 0.1 },
      ],
    },
    {
      "id": "sandbox-broken",
      "name": "Broken",
      "greeting": "My answers end in the middle.",
      "faults": [{ "kind": "cutStream", "on": "message" }],
    },
  ],
}
`;
