import { element } from '../element'
import type { ArmedFault } from '../../faults'
import type { FaultPlace } from '../../page/fault-catalogue'
import { stack } from './stack'

const LOOK_EVERY_MS = 2_000

/** Fault injection: armed faults, and a form to arm more. */
export function createFaultMenu(places: readonly FaultPlace[]): HTMLElement {
  const count = element('span')
  const armed = element('ul', { class: 'armed' })
  const titles = new Map(
    places.flatMap(({ at, kinds, title }) =>
      kinds.map((kind) => [`${at} ${kind.kind}`, `${title} · ${kind.title}`] as const),
    ),
  )

  async function look() {
    const faults = await stack.armedFaults()
    count.textContent = faults.length === 0 ? '无' : String(faults.length)
    armed.replaceChildren(...faults.map(drawArmed))
  }

  function drawArmed({ at, id, kind, left }: ArmedFault): HTMLElement {
    const remove = element('button', { type: 'button', 'aria-label': '撤销' }, '×')
    remove.addEventListener('click', () => void stack.disarmFault(id).then(look))
    const title = titles.get(`${at} ${kind}`) ?? `${at} · ${kind}`
    return element('li', {}, `${title}${left > 1 ? `(还有 ${left} 次)` : ''}`, remove)
  }

  const form = drawForm(places, async (at, kind, times) => {
    await stack.armFault({ at, kind, times })
    await look()
  })
  setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS) // being restarted: later
  void look()
  return element(
    'details',
    { class: 'pill', 'data-testid': 'faults' },
    element('summary', { class: 'chevron' }, '故障：', count),
    element('div', { class: 'menu wide' }, form, armed),
  )
}

function drawForm(
  places: readonly FaultPlace[],
  arm: (at: string, kind: string, times: number) => Promise<void>,
): HTMLElement {
  const place = element(
    'select',
    { 'aria-label': '在哪里', name: 'at' },
    ...places.map(({ at, title }) => element('option', { value: at }, title)),
  )
  const kind = element('select', { 'aria-label': '出什么事', name: 'kind' })
  const times = element('input', {
    ...{ type: 'number', min: '1', max: '99', value: '1', name: 'times' },
    'aria-label': '几次',
  })
  const fill = () => {
    const kinds = places.find(({ at }) => at === place.value)?.kinds ?? []
    kind.replaceChildren(...kinds.map((one) => element('option', { value: one.kind }, one.title)))
  }
  place.addEventListener('change', fill)
  fill()
  const form = element(
    'form',
    {},
    element('p', {}, '下一次模拟哪种故障？'),
    place,
    kind,
    element('div', { class: 'row' }, times, '次', element('button', { type: 'submit' }, '启用')),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void arm(place.value, kind.value, times.valueAsNumber)
  })
  return form
}
