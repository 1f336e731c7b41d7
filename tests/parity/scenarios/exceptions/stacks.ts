import { READY, scenario, wait } from '../../support/scenario.ts'

export default scenario('stacks as the browsers write them', {
  page: { config: { capture_exceptions: READY } },
  steps: [
    wait('1s'),
    () => {
      const chrome = `TypeError: x is not a function
    at Cart.pay [as done] (https://www.shop.example/a.js:10:20)
    at new Order (https://www.shop.example/a.js:30:4)
    at async Promise.all (index 0)
    at async load (https://www.shop.example/b.js?v=1:5:6)
    at Array.map (<anonymous>)
    at eval (eval at run (https://www.shop.example/c.js:7:8), <anonymous>:1:1)
    at https://www.shop.example/d.js:3:4
    at blob:https://www.shop.example/1-2-3:1:1
    at webpack-internal:///./src/e.js:12:3`
      const firefox = `pay@https://www.shop.example/a.js:10:20
Order/<@https://www.shop.example/a.js:30:4
async*load@https://www.shop.example/b.js:5:6
@https://www.shop.example/c.js line 7 > eval:1:1
run@https://www.shop.example/c.js line 7 > eval line 2 > Function:1:1
@https://www.shop.example/d.js:3:4
@resource://gre/modules/x.js:1:1`
      const safari = `pay@https://www.shop.example/a.js:10:20
map@[native code]
https://www.shop.example/b.js:5:6
global code@https://www.shop.example/c.js:1:1
eval code
[native code]
module code@https://www.shop.example/d.js:2:2`
      const node = `Error: in a shell
    at Module._compile (node:internal/modules/cjs/loader:1105:14)
    at Object.<anonymous> (/app/server.js:1:7)
    at file:///app/index.mjs:3:4
    at async Server.handle (/app/node_modules/x/index.js:5:6)`
      const many = 'Error: many\n' + Array.from({ length: 70 }, (_, i) => `    at f${i} (https://www.shop.example/a.js:${i + 1}:1)`).join('\n')
      const runs = 'Error: runs\n    at top (https://www.shop.example/a.js:1:1)\n' + '    at even (https://www.shop.example/a.js:2:1)\n    at odd (https://www.shop.example/a.js:3:1)\n'.repeat(6) + '    at even (https://www.shop.example/a.js:2:1)\n    at start (https://www.shop.example/a.js:9:1)'
      const strange = 'Error: {"function":"evil"}\n{"function":"evil"}\n\n   at nowhere\n    at "quoted" \\ back (https://www.shop.example/\\a.js:1:2)\n' + '    at long (https://www.shop.example/' + 'l'.repeat(1100) + '.js:1:1)\n\tat tab (https://www.shop.example/t.js:1:1)'
      for (const stack of [chrome, firefox, safari, node, many, runs, strange, 'no stack at all', ' ']) posthog.captureException(Object.assign(new Error('x'), { stack }))
    },
    wait('4s'),
  ],
})
