// Which links may stand in a story: the rule of `is_safe_href` in `src/domain/document.rs`.

/** A path of this site, a place in the page, or a web or mail address. */
export function isSafeHref(href) {
  const local = href.startsWith('#') || (href.startsWith('/') && !href.startsWith('//') && !href.startsWith('/\\'));
  const scheme = /^(https?:\/\/|mailto:)/i.test(href);
  return (local || scheme) && !/[\p{Cc}\s]/u.test(href);
}

/** What was typed as a link, completed; nothing when it can be none. */
export function completeHref(typed) {
  const text = typed.trim();
  if (!text) return null;
  if (isSafeHref(text)) return text;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const whole = `https://${text}`;
  return /^[^\s/:?#]+\.[^\s/:?#.]{2,}([:/?#]\S*)?$/.test(text) && isSafeHref(whole) ? whole : null;
}

/** An address without what only counts clicks. */
export function withoutTracking(href) {
  if (!/^https?:\/\//i.test(href)) return href;
  let url;
  try {
    url = new URL(href);
  } catch {
    return href;
  }
  if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url') {
    const target = url.searchParams.get('q') ?? url.searchParams.get('url');
    if (target && isSafeHref(target)) return withoutTracking(target);
  }
  const noise = [...url.searchParams.keys()].filter((key) => /^(utm_\w+|fbclid|gclid|igshid|mc_cid|mc_eid)$/.test(key));
  if (noise.length === 0) return href;
  noise.forEach((key) => url.searchParams.delete(key));
  return url.href;
}
