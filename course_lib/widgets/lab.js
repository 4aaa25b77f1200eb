// The page of a live lab: the picture that is being made, wiped against its photograph, and its styles.

function thumbnail(name, bytes) {
  const image = element("img", { alt: `the ${name}` });
  showBytes(image, bytes);
  return element("figure", { class: "lab-thumbnail" }, image, element("figcaption", {}, name));
}

function pictureView(scene, ask) {
  const pictures = wipe(["photograph", "result"], 0);
  showBytes(pictures.before, scene.content);
  if (scene.picture) showBytes(pictures.after, scene.picture);
  const thumbnails = scene.styles.map(({ name, jpeg }) => thumbnail(name, jpeg));
  const strip = element("div", { class: "lab-strip" }, ...thumbnails, saveButton(ask));

  async function paint(bytes, alt) {
    await showBytes(pictures.after, bytes);
    pictures.after.alt = alt;
  }

  return { node: element("div", { class: "lab-picture" }, pictures.node, strip), paint, show() {} };
}

export default { render: renderLab(pictureView) };
