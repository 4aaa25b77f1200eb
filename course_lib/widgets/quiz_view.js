// The page of a QuizView: for each question a group of radio buttons, a button, and a place for the feedback.

// JupyterLab's shortcuts would take the arrow keys and Enter away; it looks for this on the focused element itself.
const KEEP_KEYS = { "data-lm-suppress-shortcuts": "true" };

// Text in which `backticks` mark code, as nodes.
function inlineCode(text) {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

// Returns { node, show(reply) }; `check(letter)` is called with the letter that is picked when the button is pressed.
function question({ text, options }, number, check) {
  const name = freshId("quiz");
  const radios = Object.entries(options).map(([letter, option]) => {
    const radio = element("input", { type: "radio", name, value: letter, ...KEEP_KEYS });
    const words = element("span", {}, ...inlineCode(`${letter}) ${option}`));
    return element("label", { class: "quiz-option" }, radio, words);
  });
  const button = element("button", { type: "button", class: "quiz-check", ...KEEP_KEYS }, "Check");
  button.setAttribute("aria-label", `Check question ${number}`);
  const feedback = element("p", { class: "quiz-feedback", role: "status" });
  const legend = element("legend", {}, element("strong", {}, `${number}. `), ...inlineCode(text));
  const node = element("fieldset", { class: "quiz-question" }, legend, ...radios, button, feedback);

  button.addEventListener("click", () => {
    const picked = node.querySelector("input:checked");
    if (picked) check(picked.value);
    else feedback.replaceChildren("Pick one of the options first.");
  });
  node.addEventListener("change", () => {
    delete feedback.dataset.correct;
    feedback.replaceChildren();
  });

  function show(reply) {
    feedback.dataset.correct = reply.correct;
    const verdict = element("strong", {}, `${reply.correct ? "✓" : "↻"} ${reply.verdict}.`);
    feedback.replaceChildren(verdict, " ", ...inlineCode(reply.feedback));
  }
  return { node, show };
}

function render({ model, el }) {
  const questions = model.get("questions").map((spec, index) =>
    question(spec, index + 1, (letter) => model.send({ question: index + 1, letter })));
  const score = element("p", { class: "quiz-score", role: "status" });
  const showScore = () => score.replaceChildren(model.get("score"));

  for (const [number, reply] of Object.entries(model.get("replies"))) questions[number - 1].show(reply);
  model.on("msg:custom", (reply) => questions[reply.question - 1]?.show(reply));
  model.on("change:score", showScore);
  showScore();
  const offline = element("p", { class: "quiz-offline" }, "Python is not running: run this cell to answer.");
  el.classList.add("course-widget");
  el.append(element("section", { class: "quiz", "aria-label": model.get("title") },
    element("p", { class: "quiz-title" }, model.get("title")), offline, ...questions.map(({ node }) => node), score));
}

export default { render };
