// Tables of other programs: no cell spans two, and what only arranges a page is no table.
import { rename, unwrap } from './tree.js';

export function tables(body) {
  // The innermost first, so that a page made of tables comes apart from within.
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const rows = [...table.rows];
    const cells = rows.flatMap((row) => [...row.cells]);
    if (cells.length === 0) table.remove();
    else if (cells.length === 1 || table.getAttribute('role') === 'presentation' || cells.some((cell) => cell.querySelector('table'))) apart(table, cells);
    else settle(table, rows);
  }
}

function apart(table, cells) {
  const blocks = cells.map((cell) => {
    const box = table.ownerDocument.createElement('div');
    box.append(...cell.childNodes);
    return box;
  });
  table.replaceWith(...blocks);
}

function settle(table, rows) {
  if (table.caption) table.before(rename(table.caption, 'p'));
  table.querySelectorAll('colgroup, col').forEach((element) => element.remove());
  table.querySelectorAll('thead td').forEach((cell) => rename(cell, 'th'));
  const held = [];
  rows.forEach((row, index) => {
    let column = 0;
    for (const cell of [...row.cells]) {
      while (held[column] > index) column += 1;
      const wide = Math.min(cell.colSpan || 1, 50);
      for (let i = 1; i < wide; i += 1) cell.after(table.ownerDocument.createElement(cell.localName));
      for (let i = 0; i < wide; i += 1) held[column + i] = index + Math.min(cell.rowSpan || 1, 500);
      column += wide;
    }
    // A cell that reaches down from above leaves an empty one here.
    held.forEach((until, place) => {
      if (until > index && row.cells.length <= place) row.append(table.ownerDocument.createElement('td'));
    });
  });
  table.querySelectorAll('thead, tbody, tfoot').forEach(unwrap);
}
