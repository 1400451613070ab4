/* Reloads a page once what it waits for has come; while it waits, the status is 202. */

const PAUSE = 1000;
const ACCEPTED = 202;

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer && answer.status !== ACCEPTED) location.reload();
  else setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
