// Messages to the kernel, and files to the reader.

const MILLISECONDS_OF_QUIET = 4000;
const LATE_ANSWERS = [
  [1500, "Waiting for the kernel: it is busy with a cell."],
  [15000, "The kernel does not answer. It may be busy with a long cell; if it was restarted, run this cell again."],
];

// Sends messages to the kernel, and says so when its answer is late: JupyterLab tells no widget of a restart.
function courier(model, say) {
  let timers = [];
  let heardAt = performance.now();

  function send(message) {
    try {
      model.send(message);
    } catch {
      say(LATE_ANSWERS.at(-1)[1]);
    }
  }

  function ask(message) {
    timers.forEach(clearTimeout);
    timers = LATE_ANSWERS.map(([delay, text]) => setTimeout(() => say(text), delay));
    send(message);
  }

  function hear() {
    timers.forEach(clearTimeout);
    timers = [];
    heardAt = performance.now();
  }

  const quiet = () => timers.length === 0 && performance.now() - heardAt > MILLISECONDS_OF_QUIET;
  return { send, ask, hear, quiet };
}

function download(name, content, type = "image/png") {
  const link = element("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
