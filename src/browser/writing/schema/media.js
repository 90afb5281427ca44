// Where the files of a picture are: the rule of `src/domain/media.rs`.

const LADDER = [320, 480, 640, 960, 1280, 1600];

/** A file wide enough for the editor's column on a sharp screen. */
export function pictureUrl({ media, width }) {
  const own = LADDER.filter((one) => one < width).concat(width);
  return `/media/${media}/${own.find((one) => one >= 1280) ?? own.at(-1)}.jpg`;
}
