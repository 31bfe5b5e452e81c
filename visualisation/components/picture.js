// One SVG of all charts of a panel: title, legend and drawing of each, and below them their provenance. It is always
// dark on white, as on paper.
const WIDTH = 440;
const MARGIN = 14;
const STYLE =
  "text{font:11px Roboto,'DejaVu Sans',sans-serif;fill:#1f272d} .title{font-weight:600;font-size:12.5px} " +
  ".stamp{font-size:8.5px;fill:#55606a} .pd-axis{stroke:#c9d0d6}";
const COMMENTS = /<[!]--[^]*?-->/g; // in brackets, because the text of a page must not begin a comment

/** Return the picture of the drawings in a panel, and its height. */
export function pictureOf(panel, stamp) {
  let y = 8;
  let body = "";
  for (const drawing of panel.querySelectorAll("figure.pd-chart > svg, svg.pd-space")) {
    const [text, end] = chartText(drawing, y);
    body += text;
    y = end;
  }
  for (const line of wrapped(plain(stamp), 92)) {
    y += 12;
    body += `<text x="${MARGIN}" y="${y}" class="stamp">${line}</text>`;
  }
  const height = y + 12;
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" color="#1f272d">` +
    `<desc>${plain(stamp)}</desc><style>${STYLE}</style><rect width="${WIDTH}" height="${height}" fill="#ffffff"/>${body}</svg>`;
  return { height, text };
}

/** Draw an SVG of this width on a canvas, and hand it over as a PNG; `failed` is called if that is not possible. */
export function rasterised(picture, scale, done, failed) {
  const address = URL.createObjectURL(new Blob([picture.text], { type: "image/svg+xml" }));
  const image = new Image();
  image.addEventListener("load", () => {
    const sheet = document.createElement("canvas");
    sheet.width = WIDTH * scale;
    sheet.height = picture.height * scale;
    sheet.getContext("2d").drawImage(image, 0, 0, sheet.width, sheet.height);
    URL.revokeObjectURL(address);
    sheet.toBlob(done, "image/png");
  });
  image.addEventListener("error", failed);
  image.src = address;
}

function chartText(drawing, top) {
  const figure = drawing.closest("figure");
  const caption = figure ? figure.querySelector("figcaption").textContent : drawing.getAttribute("aria-label") || "";
  let y = top;
  let body = "";
  for (const line of wrapped(plain(caption), 66)) {
    y += 17;
    body += `<text x="${MARGIN}" y="${y}" class="title">${line}</text>`;
  }
  if (figure) {
    const [text, end] = legend(figure, y + 16);
    body += text;
    y = end;
  }
  const box = drawing.viewBox.baseVal;
  const copy = drawing.cloneNode(true);
  copy.querySelectorAll("[tabindex]").forEach((each) => each.removeAttribute("tabindex"));
  const inner = copy.innerHTML.replace(COMMENTS, "");
  body += `<svg x="20" y="${y + 6}" width="400" height="${box.height}" viewBox="0 0 ${box.width} ${box.height}" overflow="visible">${inner}</svg>`;
  return [body, y + box.height + 16];
}

function legend(figure, top) {
  let x = MARGIN;
  let y = top;
  let out = "";
  for (const each of figure.querySelectorAll(":scope > .pd-row > span")) {
    const stroke = each.querySelector("line");
    const bar = each.querySelector("i");
    const text = plain(each.textContent);
    const width = 28 + 6.3 * text.length;
    if (x > MARGIN && x + width > 436) {
      x = MARGIN;
      y += 15;
    }
    const colour = stroke ? stroke.getAttribute("stroke") : bar ? bar.style.background : "#55606a";
    const dash = (stroke && stroke.getAttribute("stroke-dasharray")) || "none";
    out += `<line x1="${x}" y1="${y - 4}" x2="${x + 16}" y2="${y - 4}" stroke="${colour}" stroke-width="2.4" stroke-dasharray="${dash}"/>`;
    out += `<text x="${x + 20}" y="${y}">${text}</text>`;
    x += width;
  }
  return [out, out ? y + 6 : top - 10];
}

function plain(text) {
  const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const clean = Array.from(text, (letter) => (letter < " " ? " " : letter)).join("");
  return clean
    .replace(/[&<>"]/g, (letter) => escapes[letter])
    .replace(/\s+/g, " ")
    .trim();
}

function wrapped(text, most) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= most) lines.push(word);
    else lines[last] += (lines[last] ? " " : "") + word;
  }
  return lines;
}
