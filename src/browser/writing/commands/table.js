// What one does with tables. Each answers whether it did anything.
import { TextSelection } from '@tiptap/pm/state';
import { newId } from '../document/ids.js';

/** The cell in which a position stands, its row and its table. */
export function cellAt($position) {
  for (let depth = $position.depth; depth > 1; depth -= 1) {
    if (!/^table(Cell|Header)$/.test($position.node(depth).type.name)) continue;
    return {
      table: $position.node(depth - 2),
      tableAt: $position.before(depth - 2),
      row: $position.node(depth - 1),
      rowAt: $position.before(depth - 1),
      rowIndex: $position.index(depth - 2),
      column: $position.index(depth - 1),
    };
  }
  return null;
}

/** A table of empty cells with a row of headers. */
export function emptyTable(schema, rows = 3, columns = 3) {
  const row = (type) => schema.nodes.tableRow.create({ id: newId() }, Array.from({ length: columns }, () => emptyCell(type)));
  const { tableHeader, tableCell } = schema.nodes;
  return schema.nodes.table.create({ id: newId() }, Array.from({ length: rows }, (_, index) => row(index === 0 ? tableHeader : tableCell)));
}

function emptyCell(type) {
  return type.create(null, type.schema.nodes.paragraph.create({ id: newId() }));
}

/** Into the next cell, or the one before; at the end the key leads on out of the table. */
export function stepCell(view, by) {
  const here = cellAt(view.state.selection.$head);
  if (!here) return false;
  const starts = [];
  here.table.forEach((row, rowOffset) => row.forEach((_, cellOffset) => starts.push(here.tableAt + 3 + rowOffset + cellOffset)));
  let index = here.column;
  for (let row = 0; row < here.rowIndex; row += 1) index += here.table.child(row).childCount;
  const start = starts[index + by];
  if (start === undefined) return false;
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(start))).scrollIntoView());
  return true;
}

/** A row of body cells below (or above) the one with the cursor. */
export function addRow(view, above = false) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  const { tableCell, tableRow } = view.state.schema.nodes;
  const cells = Array.from({ length: here.row.childCount }, () => emptyCell(tableCell));
  const at = above ? here.rowAt : here.rowAt + here.row.nodeSize;
  const change = view.state.tr.insert(at, tableRow.create({ id: newId() }, cells));
  view.dispatch(change.setSelection(TextSelection.near(change.doc.resolve(at + 2))).scrollIntoView());
  return true;
}

/** A cell behind (or before) the cursor's column in every row. */
export function addColumn(view, before = false) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  const change = view.state.tr;
  eachRow(here, (row, start) => {
    const index = Math.min(here.column + (before ? 0 : 1), row.childCount);
    const neighbour = row.child(Math.min(here.column, row.childCount - 1));
    change.insert(change.mapping.map(start + offsetOf(row, index)), emptyCell(neighbour.type));
  });
  view.dispatch(change);
  return true;
}

export function deleteRow(view) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  if (here.table.childCount === 1) return deleteTable(view);
  view.dispatch(view.state.tr.delete(here.rowAt, here.rowAt + here.row.nodeSize).scrollIntoView());
  return true;
}

export function deleteColumn(view) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  if (here.row.childCount === 1) return deleteTable(view);
  const change = view.state.tr;
  eachRow(here, (row, start) => {
    if (here.column >= row.childCount || row.childCount === 1) return;
    const from = change.mapping.map(start + offsetOf(row, here.column));
    change.delete(from, from + row.child(here.column).nodeSize);
  });
  view.dispatch(change.scrollIntoView());
  return true;
}

/** Whether the cursor's row is one of headers, the other way round. */
export function toggleHeader(view) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  const { tableCell, tableHeader } = view.state.schema.nodes;
  const type = here.row.firstChild.type === tableHeader ? tableCell : tableHeader;
  const change = view.state.tr;
  here.row.forEach((_, offset) => change.setNodeMarkup(here.rowAt + 1 + offset, type));
  view.dispatch(change);
  return true;
}

export function deleteTable(view) {
  const here = cellAt(view.state.selection.$from);
  if (!here) return false;
  const { state } = view;
  const paragraph = state.schema.nodes.paragraph.create({ id: newId() });
  const change = state.tr.replaceWith(here.tableAt, here.tableAt + here.table.nodeSize, paragraph);
  view.dispatch(change.setSelection(TextSelection.near(change.doc.resolve(here.tableAt + 1))).scrollIntoView());
  return true;
}

function eachRow({ table, tableAt }, act) {
  table.forEach((row, offset) => act(row, tableAt + 2 + offset));
}

function offsetOf(row, index) {
  let offset = 0;
  for (let i = 0; i < index; i += 1) offset += row.child(i).nodeSize;
  return offset;
}
