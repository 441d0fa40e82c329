import type { Phone } from './phone'

/**
 * A phone that is switched on when it is first used: a journey without its owner does not pay for
 * it. Answers that are prepared beforehand are given to it then.
 */
export function lazyPhone(open: () => Promise<Phone>): Phone {
  let opening: Promise<Phone> | undefined
  let opened: Phone | undefined
  const prepared: ((phone: Phone) => void)[] = []

  const used = () =>
    (opening ??= open().then((phone) => {
      prepared.forEach((prepare) => prepare(phone))
      opened = phone
      return phone
    }))
  const prepare = (how: (phone: Phone) => void) => {
    if (opened) how(opened)
    else prepared.push(how)
  }

  return {
    tap: async (id) => (await used()).tap(id),
    tapText: async (text) => (await used()).tapText(text),
    openTab: async (text) => (await used()).openTab(text),
    type: async (id, text) => (await used()).type(id, text),
    text: async () => (await used()).text(),
    pointCameraAt: (text) => prepare((phone) => phone.pointCameraAt(text)),
    whenAskedToPay: (answer) => prepare((phone) => phone.whenAskedToPay(answer)),
    whileWalletIsOpen: (act) => prepare((phone) => phone.whileWalletIsOpen(act)),
    whenAskedForMessages: (answer) => prepare((phone) => phone.whenAskedForMessages(answer)),
    whenAskedForNumber: (number) => prepare((phone) => phone.whenAskedForNumber(number)),
    notices: async () => (await used()).notices(),
    openedByNotice: async (notice) => (await used()).openedByNotice(notice),
    copied: async () => (await used()).copied(),
    fileShown: async () => (await used()).fileShown(),
    payeeSeen: () => opened?.payeeSeen() ?? null,
    shownCode: async () => (await used()).shownCode(),
    setOnline: async (online) => (await used()).setOnline(online),
    returnsTo: async (...given) => (await used()).returnsTo(...given),
    restart: async (scanned) => (await used()).restart(scanned),
    openedByScanning: async (scanned) => (await used()).openedByScanning(scanned),
    sharedPath: async () => (await used()).sharedPath(),
    openedByFriend: async (path) => (await used()).openedByFriend(path),
    // The stage moves the clocks of phones that are on, and closes them.
    clockMoved: async (nowMs) => opened?.clockMoved(nowMs),
    back: async () => (await used()).back(),
    errors: () => opened?.errors() ?? [],
    close: async () => opened?.close(),
  }
}
