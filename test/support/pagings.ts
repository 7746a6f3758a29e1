type Paging = readonly [count: number, size: number];

/**
 * How many items a listing has, and how many of them a page: none, a full page of 25 and one more, several pages, and as
 * many as the service gives at once.
 */
export function pagings(maximum: number): readonly Paging[] {
  const usual: readonly Paging[] = [
    [0, maximum],
    [25, 25],
    [26, 25],
    [137, 7],
  ];
  return maximum === 25 ? usual : [...usual, [137, maximum]];
}
