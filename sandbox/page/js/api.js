/** A refusal or failure of the sandbox, with a sentence that can be shown. */
export class SandboxError extends Error {
  constructor(message, status) { super(message); this.status = status; }
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`sandbox/${path}`, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new SandboxError("The sandbox does not answer. Is it still running?", 0);
  }
  const text = await response.text();
  let json;
  try { json = text ? JSON.parse(text) : undefined; } catch { json = undefined; }
  if (!response.ok) throw new SandboxError(json?.error ?? `The sandbox answered ${response.status} to ${method} ${path}.`, response.status);
  return json;
}

const part = encodeURIComponent;
const mailbox = id => `mailboxes/${part(id)}`;

export const api = {
  state: () => call("GET", "state"),
  messages: (box, folder) => call("GET", `${mailbox(box)}/folders/${part(folder)}/messages`).then(answer => answer.messages),
  message: (box, id) => call("GET", `${mailbox(box)}/messages/${part(id)}`),
  deliver: (box, mail) => call("POST", `${mailbox(box)}/deliver`, mail),
  move: (box, id, folderId) => call("POST", `${mailbox(box)}/messages/${part(id)}/move`, { folderId }),
  remove: (box, id) => call("DELETE", `${mailbox(box)}/messages/${part(id)}`),
  customerMails: address => call("GET", `customers/${part(address)}/mails`).then(answer => answer.mails),
  presence: (person, availability, activity) => call("POST", `people/${part(person)}/presence`, { availability, activity }),
  person: (person, act) => call("POST", `people/${part(person)}/${act}`, {}),
  chat: person => call("GET", `chats/${part(person)}`),
  say: (person, text) => call("POST", `chats/${part(person)}/messages`, { text }),
  invoke: (person, activityId, action, trigger) => call("POST", `chats/${part(person)}/invoke`, { activityId, action, trigger }),
  submit: (person, activityId, data) => call("POST", `chats/${part(person)}/submit`, { activityId, data }),
  dialog: (person, activityId, data) => call("POST", `chats/${part(person)}/dialog`, { activityId, data }),
  search: (person, activityId, dataset, queryText) => call("POST", `chats/${part(person)}/search`, { activityId, dataset, queryText }),
  advance: advanceSeconds => call("POST", "clock", { advanceSeconds }),
  faults: change => call("POST", "faults", change),
  limitMail: (mailboxes, delaySeconds) => call("POST", "exchange/scope", { mailboxes, delaySeconds }),
  wire: after => call("GET", `wire?after=${after}`).then(answer => answer.entries),
};
