// A reader of the reference article's live stream: a raw socket, because thousands are wanted.
import { connect } from 'node:net';
import { REFERENCE } from '../../script/site.mjs';

const STREAM = `/api/v1${REFERENCE}/comments/stream`;
/** An address may only have so many streams, so readers come from many loopback addresses. */
const PER_ADDRESS = 10;

/**
 * Opens the stream, after event `since` where that is given. `event` is called with each whole event
 * (`{ id, name, text }`), `closed` once when it ends. Answers with the socket.
 */
export function openStream(url, number, { since, event, closed = () => {} }) {
  const target = new URL(url);
  const host = Math.floor(number / PER_ADDRESS) + 2;
  const localAddress = `127.0.${host >> 8}.${host & 255}`;
  const path = since === undefined ? STREAM : `${STREAM}?since=${since}`;
  return new Promise((opened, failed) => {
    const socket = connect({ host: target.hostname, port: Number(target.port), localAddress });
    let rest = '';
    let begun = false;
    socket.on('error', failed);
    socket.on('close', () => {
      failed(new Error('closed'));
      closed();
    });
    socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: ${target.host}\r\nAccept: text/event-stream\r\n\r\n`));
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1');
      if (!begun) {
        if (!rest.includes('retry:')) return;
        if (!rest.startsWith('HTTP/1.1 200')) return failed(new Error(rest.split('\r\n')[0]));
        begun = true;
        socket.off('error', failed).on('error', () => {});
        opened(socket);
      }
      let end;
      while ((end = rest.indexOf('\n\n')) >= 0) {
        const text = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const name = /^event: ?(.*)$/m.exec(text)?.[1];
        const id = /^id: ?(\d+)$/m.exec(text)?.[1];
        if (name) event({ id: id === undefined ? undefined : Number(id), name, text });
      }
    });
  });
}
