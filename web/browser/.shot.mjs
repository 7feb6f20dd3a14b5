import { open } from './panel.mjs';
const panel = await open();
const page = await panel.page();
const shot = async (path, name) => { await page.goto(panel.base + path); await page.screenshot({ path: `/tmp/w/shots/${name}.png` }); };
await shot('/via/NONE/patients', 'ended');
await shot('/launch/none', 'late');
await panel.close();
