import { chimeAndShake } from './chime-and-shake'

test.each([
  ['nothing', {}],
  ['a shake that is refused', { vibrateLong: () => Promise.reject(new Error('no motor')) }],
])('a phone with %s is asked for no more', async (_, apis) => {
  expect(() => chimeAndShake(apis)('3 号枪')).not.toThrow()
  await Promise.resolve()
})

test('the chime is opened once and sounds every time', () => {
  const opened: { src: string }[] = []
  let played = 0
  const announce = chimeAndShake({
    createInnerAudioContext() {
      const chime = { src: '', play: () => void played++ }
      opened.push(chime)
      return chime
    },
  })
  announce('一')
  announce('二')
  expect([opened.map(({ src }) => src), played]).toEqual([['/assets/chime.wav'], 2])
})
