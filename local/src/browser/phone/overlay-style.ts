/** The wallets' look, isolated from the mini-program by a shadow root. */
export const OVERLAY_STYLE = `
  :host { all: initial; }
  * { box-sizing: border-box; margin: 0; }
  .shade, .scanner {
    position: fixed; inset: 0; z-index: 2147483647;
    font: 16px/1.5 -apple-system, BlinkMacSystemFont, 'PingFang SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif;
    color: #13201a;
  }
  button, input { font: inherit; color: inherit; }
  button { cursor: pointer; border: 0; background: none; }
  [tabindex]:focus { outline: none; }
  :focus-visible { outline: 2px solid var(--accent, #048a45); outline-offset: 2px; }

  .shade { display: flex; align-items: flex-end; background: rgb(0 0 0 / 55%); }
  .wechat { --accent: #048a45; }
  .alipay { --accent: #1677ff; }
  .sheet {
    width: 100%; padding: 20px 24px 28px; text-align: center;
    background: #fff; border-radius: 16px 16px 0 0;
    animation: rise 180ms ease-out;
  }
  @keyframes rise { from { transform: translateY(100%); } }
  @media (prefers-reduced-motion: reduce) { .sheet { animation: none; } }
  .wallet { font-size: 14px; color: #55635c; }
  .payee { margin-top: 12px; font-weight: 600; }
  .amount { margin: 4px 0 16px; font-size: 44px; line-height: 1.2; font-weight: 600; font-variant-numeric: tabular-nums; }
  .amount small { font-size: 28px; font-weight: 600; }
  .row {
    display: flex; justify-content: space-between; gap: 16px; padding: 12px 0;
    font-size: 14px; border-top: 1px solid #e3e8e5; text-align: right;
  }
  .row span:first-child { flex: none; color: #55635c; }
  .number {
    width: 100%; height: 52px; margin-top: 16px; text-align: center; letter-spacing: 1px;
    font-size: 20px; font-variant-numeric: tabular-nums; border: 1px solid #e3e8e5; border-radius: 12px;
  }
  .confirm, .cancel { display: block; width: 100%; height: 52px; border-radius: 12px; font-size: 16px; }
  .confirm { margin-top: 20px; background: var(--accent); color: #fff; font-weight: 600; }
  .confirm:disabled { opacity: 0.6; }
  .cancel { height: 48px; margin-top: 4px; color: #55635c; }

  .scanner { overflow-y: auto; padding: 0 20px 28px; background: #101715; color: #f4f6f5; --accent: #5fd0a8; }
  .scanner header {
    position: sticky; top: 0; display: flex; align-items: center; justify-content: space-between;
    height: 60px; background: inherit;
  }
  h1 { font-size: 20px; }
  h2 { margin: 16px 0 8px; font-size: 14px; font-weight: 400; color: #a9b7b0; }
  .scanner header button { height: 44px; padding: 0 4px; }
  .code {
    display: flex; justify-content: space-between; align-items: center; gap: 12px;
    width: 100%; min-height: 52px; margin-top: 8px; padding: 8px 16px;
    text-align: left; background: #1d2724; border-radius: 12px;
  }
  .code span { color: #a9b7b0; font-size: 14px; text-align: right; }
  .scanner input {
    width: 100%; height: 48px; padding: 0 16px; color: #f4f6f5;
    background: #1d2724; border: 1px solid #33413b; border-radius: 12px;
  }
  form { display: flex; gap: 8px; }
  form button { flex: none; padding: 0 20px; color: #101715; background: var(--accent); border-radius: 12px; font-weight: 600; }

  .toast {
    position: fixed; left: 50%; top: 40%; z-index: 2147483647; transform: translate(-50%, -50%);
    max-width: 80%; padding: 14px 20px; border-radius: 12px; background: rgb(19 32 26 / 92%); color: #fff;
    font: 14px/1.6 -apple-system, BlinkMacSystemFont, 'PingFang SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif;
    text-align: center;
  }
`
