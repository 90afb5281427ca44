// What in a document this editor does not know. Such a document is shown, and never rewritten.
import { allowedIn, MARKS, NODES, VERSION } from './shape.js';

/**
 * @typedef {object} Problem
 * @property {string} path Where, e.g. `content/3/attrs/anchor`.
 * @property {'version' | 'node' | 'attribute' | 'mark' | 'shape'} kind
 * @property {string} name What was found there.
 */

/**
 * Everything that is not of the model.
 * @param {unknown} document
 * @returns {Problem[]}
 */
export function problemsOf(document) {
  const problems = [];
  const report = (path, kind, name) => problems.push({ path, kind, name: String(name) });
  if (document?.type !== 'doc' || !Array.isArray(document.content)) report('', 'shape', 'doc');
  else {
    if (document.version !== VERSION) report('version', 'version', document.version);
    onlyKeys(document, ['type', 'version', 'content'], '', report);
    children(document.content, allowedIn({ holds: 'block' }), 'content', report);
  }
  return problems;
}

function children(list, allowed, path, report) {
  list.forEach((node, index) => {
    const here = `${path}/${index}`;
    if (!allowed.includes(node?.type)) report(here, 'node', node?.type);
    else block(node, here, report);
  });
}

function block(node, path, report) {
  const shape = NODES[node.type];
  onlyKeys(node, ['type', 'attrs', 'content'], path, report);
  attributes(node.attrs ?? {}, shape.attrs, `${path}/attrs`, report);
  const content = node.content ?? [];
  if (!Array.isArray(content)) report(`${path}/content`, 'shape', typeof content);
  else if (!shape.holds) content.length === 0 || report(`${path}/content`, 'shape', node.type);
  else if (shape.holds === 'inline') content.forEach((run, index) => inline(run, `${path}/content/${index}`, report));
  else children(content, allowedIn(shape), `${path}/content`, report);
}

function inline(run, path, report) {
  if (run?.type === 'hardBreak') return onlyKeys(run, ['type'], path, report);
  if (run?.type !== 'text') return report(path, 'node', run?.type);
  onlyKeys(run, ['type', 'text', 'marks'], path, report);
  if (typeof run.text !== 'string') report(`${path}/text`, 'shape', typeof run.text);
  const seen = new Set();
  (run.marks ?? []).forEach((mark, index) => {
    const here = `${path}/marks/${index}`;
    if (!Object.hasOwn(MARKS, mark?.type)) return report(here, 'mark', mark?.type);
    if (seen.has(mark.type)) report(here, 'shape', mark.type);
    seen.add(mark.type);
    onlyKeys(mark, ['type', 'attrs'], here, report);
    attributes(mark.attrs ?? {}, MARKS[mark.type], `${here}/attrs`, report);
  });
}

function attributes(given, known, path, report) {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) report(`${path}/${name}`, 'attribute', name);
    else if (!known[name].holds(value)) report(`${path}/${name}`, 'shape', name);
  }
  for (const [name, rule] of Object.entries(known)) {
    if (!Object.hasOwn(given, name) && rule.initial === undefined) report(`${path}/${name}`, 'shape', name);
  }
}

function onlyKeys(thing, keys, path, report) {
  for (const key of Object.keys(thing)) {
    if (!keys.includes(key)) report(path ? `${path}/${key}` : key, 'attribute', key);
  }
}
