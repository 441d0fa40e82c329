import { reaction } from 'mobx'
import { type PropsWithChildren, useEffect } from 'react'
import './app.scss'
import { openScanned } from './navigation'
import { announce } from './platform/phone/announce'
import { copy } from './platform/phone/copy'
import { clock } from './platform/clock'
import { openKeyboard } from './platform/phone/keyboard'
import { openWorkbook } from './platform/phone/open-workbook'
import { network } from './platform/phone/network'
import { randomBytes } from './platform/bytes/random-bytes'
import { StationMap } from './platform/map/station-map'
import { shareLink } from './platform/launch/share-link'
import { showFile } from './platform/phone/show-file'
import { storage } from './platform/phone/storage'
import { wallet } from './platform/wallet/wallet'
import { openAppStores, AppStoresContext } from './stores/app-stores'

const stores = openAppStores({
  announce,
  clock,
  copy,
  network,
  openWorkbook,
  randomBytes,
  shareLink,
  showFile,
  stationMap: StationMap,
  storage,
  wallet,
})

export default function App({ children }: PropsWithChildren) {
  useEffect(() => {
    openKeyboard()
    void stores.book.replay()
    // The first screen handles the code of a cold start; this handles all later ones.
    return reaction(
      () => stores.launch.pending,
      (pending) => pending !== null && void openScanned(stores.launch),
    )
  }, [])
  return <AppStoresContext.Provider value={stores}>{children}</AppStoresContext.Provider>
}
