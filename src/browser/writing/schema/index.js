// All nodes and marks of the document model, the most inclusive marks first.
import { Bold, Code, Italic, Link, Strike, Subscript, Superscript } from './marks.js';
import { BulletList, ListItem, OrderedList } from './lists.js';
import { CodeBlock, Embed, FactBox, Gallery, HorizontalRule, Image, RelatedStory, Unknown, UnknownInline } from './pieces.js';
import { Table, TableCell, TableHeader, TableRow } from './table.js';
import { Blockquote, Doc, HardBreak, Heading, Paragraph, PullQuote, Text } from './text.js';
import { codeView, embedView, factBoxView, galleryView, storyView, tableView, unknownView } from '../views/pieces.js';
import { figureView } from '../views/figure.js';

/** @param {import('../desk.js').Desk} desk */
export function nodesAndMarks(desk) {
  const seen = (node, view) => node.extend({ addNodeView: () => view });
  return [
    Doc,
    Text,
    Paragraph,
    Heading,
    Blockquote,
    PullQuote,
    BulletList,
    OrderedList,
    ListItem,
    HorizontalRule,
    TableRow,
    TableHeader,
    TableCell,
    HardBreak,
    seen(Image, figureView(desk)),
    seen(Gallery, galleryView(desk)),
    seen(CodeBlock, codeView(desk)),
    seen(Table, tableView(desk)),
    seen(Embed, embedView(desk)),
    seen(RelatedStory, storyView(desk)),
    seen(FactBox, factBoxView(desk)),
    seen(Unknown, unknownView(desk, 'p')),
    seen(UnknownInline, unknownView(desk, 'span')),
    Link,
    Bold,
    Italic,
    Strike,
    Code,
    Subscript,
    Superscript,
  ];
}
