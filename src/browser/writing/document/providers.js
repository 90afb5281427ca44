// From where something may be shown in a story: what `src/domain/embed.rs` allows, and the tests of both
// read `end2end/writing/addresses.json`. Readers see a card and load it with a click.

/** @typedef {{name: string, address: (url: URL) => string | null}} Provider */

const host = (...names) => (url) => names.some((name) => url.hostname === name || url.hostname.endsWith(`.${name}`));
const only = (name) => (url) => url.hostname === name;
const path = (pattern) => (url) => pattern.test(url.pathname);

function provider(name, isHost, isPath, address = (url) => url.href) {
  return { name, address: (url) => (isHost(url) && isPath(url) ? address(url) : null) };
}

const isYouTube = host('youtube.com', 'youtu.be', 'youtube-nocookie.com');

/** Each gives the address by which the thing is known, or nothing if it is not its own. */
export const PROVIDERS = [
  {
    name: 'YouTube',
    address(url) {
      if (!isYouTube(url)) return null;
      const asked = url.searchParams.get('v');
      const id = asked === null ? /^\/(?:embed\/|shorts\/|live\/)?([\w-]{11})$/.exec(url.pathname)?.[1] : /^[\w-]{11}$/.exec(asked)?.[0];
      const start = url.searchParams.get('t') ?? url.searchParams.get('start');
      return id ? `https://www.youtube.com/watch?v=${id}${start ? `&t=${encodeURIComponent(start)}` : ''}` : null;
    },
  },
  provider('X', host('x.com', 'twitter.com'), path(/^\/[^/]+\/status\/\d{1,20}(\/|$)/), (url) => `https://x.com${url.pathname}`),
  provider('Instagram', host('instagram.com'), path(/^\/([^/]+\/)?(p|reel|tv)\/[\w-]{1,64}(\/|$)/), (url) => `https://www.instagram.com${url.pathname.replace(/\/embed\/?.*$/, '/')}`),
  provider('Spotify', host('open.spotify.com'), path(/^\/(embed\/)?(track|album|playlist|episode|show|artist)\/[\w-]{1,64}\/?$/), (url) => `https://open.spotify.com${url.pathname.replace(/^\/embed/, '')}`),
  provider('Google Maps', host('google.com', 'google.co.id'), path(/^\/maps(\/|$)/)),
  provider('Google Maps', host('maps.app.goo.gl'), path(/^\/[^/]/)),
  provider('TikTok', host('tiktok.com'), path(/^\/@[^/]*\/video\/\d{1,20}(\/|$)/), (url) => `https://www.tiktok.com${url.pathname}`),
  provider('Vimeo', host('vimeo.com'), path(/^\/(video\/)?\d{1,20}(\/|$)/), (url) => `https://vimeo.com/${/\d+/.exec(url.pathname)[0]}`),
  provider('SoundCloud', host('soundcloud.com'), path(/^\/[^/]+\/[^/]/)),
  provider('Datawrapper', only('datawrapper.dwcdn.net'), path(/^\/[\w-]{1,64}(\/|$)/)),
  provider('Flourish', only('public.flourish.studio'), path(/^\/(visualisation|story)\/\d{1,20}(\/|$)/)),
];

/** The provider of an address and the address it is known by, or nothing. */
export function providerOf(address, providers = PROVIDERS) {
  let url;
  try {
    url = new URL(address.startsWith('//') ? `https:${address}` : address.trim());
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.username || url.password || url.port) return null;
  url.protocol = 'https:';
  for (const one of providers) {
    const found = one.address(url);
    if (found) return { name: one.name, url: found };
  }
  return null;
}

/** The address by which a thing of an allowed provider is known. */
export function embedAddress(address) {
  return providerOf(address)?.url ?? null;
}
