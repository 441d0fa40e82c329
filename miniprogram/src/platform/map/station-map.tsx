import { Map } from '@tarojs/components'
import type { StationMap as Port } from '../ports'

const ZOOM = 15

/** The wallet's own map, which brings its tiles and its key. A tap opens the navigation. */
export const StationMap: Port | null = function StationMap({ className, onTap, place }) {
  const { latitude, longitude, name } = place
  return (
    <Map
      className={className}
      latitude={latitude}
      longitude={longitude}
      scale={ZOOM}
      enableScroll={false}
      enableZoom={false}
      markers={[
        {
          id: 1,
          latitude,
          longitude,
          title: name,
          iconPath: '/assets/tab-refuel-chosen.png',
          width: 32,
          height: 32,
        },
      ]}
      onTap={onTap}
      onError={() => undefined}
    />
  )
}
