// From a document to the editor's own tree.
import { newId } from './ids.js';
import { allowedIn, MARK_ORDER, NODES } from './shape.js';

/**
 * A document as ProseMirror reads it. Nothing is lost: what this editor does not know becomes a
 * node that only shows its name (such a document is open for reading alone), and what is empty gets
 * the line in which one can write.
 * @param {object} document
 */
export function read(document) {
  const content = Array.isArray(document?.content) ? document.content : [];
  return { type: 'doc', content: orLine(content.map(block)) };
}

/** An empty paragraph. */
export function line() {
  return { type: 'paragraph', attrs: { id: newId() } };
}

function block(node) {
  const shape = NODES[node?.type];
  if (!shape) return unknown(node);
  const read = { type: node.type, attrs: attributes(node.attrs, shape.attrs) };
  const content = Array.isArray(node.content) ? node.content : [];
  if (shape.holds === 'inline') read.content = content.map(inline).filter(Boolean);
  else if (shape.holds) read.content = contained(node.type, shape, content);
  return read;
}

/** What this editor does not know never takes a known block's place in a list or a table. */
function contained(type, shape, content) {
  const allowed = allowedIn(shape);
  const known = content.map((child) => (allowed.includes(child?.type) ? block(child) : inPlace(shape, child)));
  if (known.length > 0 || shape.mayBeEmpty) return known;
  if (shape.holds === 'block') return [line()];
  const first = shape.holds[0];
  return [block({ type: first, attrs: NODES[first].attrs.id ? { id: newId() } : {}, content: [] })];
}

function inPlace(shape, child) {
  if (shape.holds === 'block') return unknown(child);
  const first = shape.holds[0];
  if (!NODES[first].holds) return { type: first, attrs: { id: newId(), media: '', width: 0, height: 0, alt: String(child?.type) } };
  return block({ type: first, attrs: { id: newId() }, content: [child] });
}

function orLine(content) {
  return content.length > 0 ? content : [line()];
}

function attributes(given, known) {
  return Object.fromEntries(Object.entries(known).map(([name, { initial = null }]) => [name, given?.[name] ?? initial]));
}

function inline(run) {
  if (run?.type === 'hardBreak') return { type: 'hardBreak' };
  if (run?.type !== 'text') return { type: 'unknownInline', attrs: { name: String(run?.type) } };
  if (!run.text) return null;
  const known = (run.marks ?? []).filter((mark) => MARK_ORDER.includes(mark?.type));
  return { type: 'text', text: run.text, ...(known.length > 0 && { marks: known.toSorted(outermostFirst) }) };
}

function outermostFirst(a, b) {
  return MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type);
}

function unknown(node) {
  return { type: 'unknown', attrs: { name: String(node?.type) } };
}
