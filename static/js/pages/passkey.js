"use strict";

// Creates and uses passkeys, on the page of second factors only. Without this script users have the
// authenticator app.

const post = async (url, body) => {
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(answer.status);
  return answer.status === 204 ? null : answer.json();
};

for (const form of window.PublicKeyCredential?.parseCreationOptionsFromJSON ? document.querySelectorAll("[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = document.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const { publicKey } = await post(form.dataset.options, {});
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
      await post(form.dataset.finish, credential.toJSON());
      location.assign(form.dataset.next);
    } catch {
      problem.textContent = problem.dataset.passkeyProblem;
      problem.hidden = false;
    }
  });
}
