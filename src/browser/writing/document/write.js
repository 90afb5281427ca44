// From the editor's own tree to a document, in the form in which the server writes it.
import { NODES, QUIET, VERSION } from './shape.js';

/**
 * @param {import('@tiptap/pm/model').Node} doc
 * @returns {object}
 */
export function write(doc) {
  return { type: 'doc', version: VERSION, content: children(doc, block) };
}

function block(node) {
  const { attrs, holds } = NODES[node.type.name];
  const written = { type: node.type.name };
  if (Object.keys(attrs).length > 0) written.attrs = attributes(node.attrs, attrs);
  if (holds) written.content = holds === 'inline' ? runs(node) : children(node, block);
  return written;
}

function attributes(given, known) {
  const told = Object.keys(known).filter((name) => !(name in QUIET) || given[name] !== QUIET[name]);
  return Object.fromEntries(told.map((name) => [name, given[name]]));
}

function runs(node) {
  return children(node, (run) => {
    if (!run.isText) return { type: run.type.name };
    return { type: 'text', text: run.text, ...(run.marks.length > 0 && { marks: run.marks.map(mark) }) };
  });
}

function mark({ type, attrs }) {
  return type.name === 'link' ? { type: 'link', attrs: { href: attrs.href } } : { type: type.name };
}

function children(node, each) {
  const list = [];
  node.forEach((child) => list.push(each(child)));
  return list;
}
