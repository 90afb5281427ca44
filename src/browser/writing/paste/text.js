// Plain text as blocks.
import { Fragment, Slice } from '@tiptap/pm/model';

const BULLET = /^\s*[-*•–▪◦]\s+(.*)$/;
const NUMBER = /^\s*\d{1,3}[.)]\s+(.*)$/;
/** Lines this long were broken by a program, not by a person. */
const WRAPPED = 60;

/**
 * An empty line ends a paragraph; where there is none, every line is one. Lines with a mark in front
 * are a list.
 * @param {string} text
 * @param {import('@tiptap/pm/model').Schema} schema
 */
export function parseText(text, schema) {
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').replace(/[\u200b\ufeff]/g, '').trim().split('\n');
  const airy = lines.some((line) => line.trim() === '');
  const blocks = [];
  for (const chunk of chunks(lines, airy)) blocks.push(...blocksOf(chunk, schema));
  return Slice.maxOpen(Fragment.from(blocks));
}

function chunks(lines, airy) {
  const found = [[]];
  for (const line of lines) {
    if (line.trim() === '') found.push([]);
    else if (airy || (isItem(line) && found.at(-1).every(isItem))) found.at(-1).push(line.trimEnd());
    else found.push([line.trimEnd()]);
  }
  return found.filter((chunk) => chunk.length > 0);
}

const isItem = (line) => BULLET.test(line) || NUMBER.test(line);

function blocksOf(lines, schema) {
  const blocks = [];
  let prose = [];
  const flush = () => {
    if (prose.length > 0) blocks.push(paragraph(prose, schema));
    prose = [];
  };
  for (let i = 0; i < lines.length; i += 1) {
    const pattern = [BULLET, NUMBER].find((one) => one.test(lines[i]));
    // A single line with a dash is speech, not a list.
    const run = pattern ? lines.slice(i).findIndex((line) => !pattern.test(line)) : 0;
    const length = run === -1 ? lines.length - i : run;
    if (!pattern || (length === 1 && pattern === BULLET)) prose.push(lines[i]);
    else {
      flush();
      const items = lines.slice(i, i + length).map((line) => schema.nodes.listItem.create(null, paragraph([pattern.exec(line)[1]], schema)));
      blocks.push(schema.nodes[pattern === BULLET ? 'bulletList' : 'orderedList'].create(null, items));
      i += length - 1;
    }
  }
  flush();
  return blocks;
}

function paragraph(lines, schema) {
  const wrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= WRAPPED);
  const runs = [];
  const add = (text) => text && runs.push(schema.text(text));
  if (wrapped) add(lines.map((line) => line.trim()).join(' '));
  else {
    lines.forEach((line, index) => {
      if (index > 0) runs.push(schema.nodes.hardBreak.create());
      add(line.trim());
    });
  }
  return schema.nodes.paragraph.create(null, runs);
}
