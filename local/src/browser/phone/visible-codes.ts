import jsQR from 'jsqr'
import type { PrintedCode } from '../../wallet/printed-code'

/** Larger pictures only take longer. */
const SIDE_MAX = 600

/** QR codes visible on the other phones of the page. */
export async function findVisibleCodes(): Promise<readonly PrintedCode[]> {
  const frames = [...parent.document.querySelectorAll('iframe')]
  const others = frames.filter(({ contentWindow }) => contentWindow !== window)
  const found = await Promise.all(others.map(readFrame))
  return found.flat()
}

async function readFrame(frame: HTMLIFrameElement): Promise<readonly PrintedCode[]> {
  const pictures = [
    ...(frame.contentDocument?.querySelectorAll<Picture>('img, canvas, svg') ?? []),
  ].filter(isVisible)
  const texts = await Promise.all(pictures.map(readPicture))
  const group = frame.title === '' ? '另一部手机' : frame.title
  return texts.flatMap((link) =>
    link === null ? [] : [{ link, group, label: '屏幕上的二维码', note: '' }],
  )
}

type Picture = HTMLImageElement | HTMLCanvasElement | SVGSVGElement

function isVisible(picture: Picture): boolean {
  const { bottom, height, top, width } = picture.getBoundingClientRect()
  const viewHeight = picture.ownerDocument.defaultView?.innerHeight ?? 0
  return width > 0 && height > 0 && bottom > 0 && top < viewHeight
}

/** Text of the code in a picture; null if there is none, or the picture is not readable. */
async function readPicture(picture: Picture): Promise<string | null> {
  const { height, width } = picture.getBoundingClientRect()
  const scale = Math.min(3, SIDE_MAX / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * scale)
  canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context || canvas.width === 0 || canvas.height === 0) return null
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  try {
    context.drawImage(await drawable(picture), 0, 0, canvas.width, canvas.height)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return jsQR(data, canvas.width, canvas.height)?.data ?? null
  } catch {
    return null // broken, or from another origin
  }
}

/** By tag name: an element of another frame is not an instance of this window's classes. */
async function drawable(picture: Picture): Promise<CanvasImageSource> {
  if (picture.tagName !== 'svg') return picture as HTMLImageElement | HTMLCanvasElement
  const image = new Image()
  const text = new XMLSerializer().serializeToString(picture)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  return image
}
