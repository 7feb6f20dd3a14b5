// Every page of the panel in each of its states, as flows through them. look
// is called on each with its name.
import { answer, begin, choose, go, heading } from './panel.mjs';
import { png } from './picture.mjs';

let count = 0;

// call asks the JSON API, which brings a consultation to where a page begins.
const call = async (page, base, path, data) => {
  const r = await page.request.post(base + path, { data, headers: { 'Idempotency-Key': `state-${++count}-${Date.now()}` } });
  if (!r.ok()) throw new Error(`POST ${path}: ${r.status()} ${await r.text()}`);
  return r.json();
};

// draft begins a consultation with answers, and gives the address of its pages.
export const draft = async (page, base, patient, pathway, answers = {}) => {
  const { consultation } = await call(page, base, '/api/v1/consultations', { patient, pathway });
  const at = `/api/v1/consultations/${consultation.id}`;
  if (Object.keys(answers).length) await call(page, base, at + '/answers', { answers });
  return base + `/consultations/${consultation.id}`;
};

export const patients = async ({ page, base, look }) => {
  await page.goto(base);
  await look('patients');
  for (const [words, state] of [['moss', 'patients, found'], ['nobody', 'patients, none found']]) {
    await page.fill('#words', words);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/find=/);
    await look(state);
  }
};

export const find = async ({ page, base, look }) => {
  await choose(page, base, 'BRACKEN');
  await look('find, nothing begun');
  for (const [words, state] of [['emphisema', 'find, a slip of the keyboard'], ['weight loss', 'find, many'], ['cough, weight loss, 62', 'find, by symptoms'], ['qqqq', 'find, nothing']]) {
    await page.fill('#words', words);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForLoadState();
    await look(state);
  }
  await draft(page, base, 'demo-02', 'copd');
  await choose(page, base, 'BRACKEN');
  await look('find, with a draft and what was used lately');
};

export const questions = async ({ page, base, look }) => {
  await choose(page, base, 'BRACKEN');
  await begin(page, 'COPD');
  await look('questions, red flags');
  await go(page, 'next');
  await look('questions, red flags passed by');
  await page.locator('summary').first().click();
  await look('questions, why they are asked');
  await answer(page, {});
  await look('questions, of each kind');
  await page.fill('#q-age_at_symptom_onset', 'lots');
  await go(page, 'next');
  await look('questions, a number that is none');
  await page.getByRole('link', { name: /^Change.*Smoking/ }).first().click();
  await look('questions, change an option');
  await page.locator('main form summary').click();
  await page.fill('#q-smoking_status-note', 'stopped last week');
  await go(page, 'next');
  await page.goto(page.url().replace(/(consultations\/[^/]+).*/, '$1/questions?look=answers'));
  await look('questions, look at the answers');
  await page.goto(await draft(page, base, 'demo-08', 'cows_milk_allergy', { milk_anaphylaxis_now: false, fever: false, weight_loss: false, unwell_infant_signs: [] }) + '/questions');
  await look('questions, several at once');
  await page.goto(await draft(page, base, 'demo-13', 'suspected_breast_cancer') + '/questions?for=letter');
  await look('questions, for the letter');
  for (const [patient, state] of [['demo-25', 'record, out of date'], ['demo-24', 'record, all of it used']]) {
    await page.goto(`${base}/patients/${patient}/record`);
    await look(state);
  }
};

const nothing = { severe_or_progressive_leg_weakness: false, hot_swollen_joint: false, fever: false, unexplained_weight_loss: false, spine_infection_flags: [], spine_fracture_flags: [], spine_cancer_flags: [] };

export const advice = async ({ page, base, look }) => {
  const show = async (state, ...of) => {
    await page.goto(await draft(page, base, ...of) + '/advice');
    await look(state);
  };
  await show('advice, refer', 'demo-13', 'suspected_breast_cancer');
  await show('advice, test', 'demo-25', 'suspected_lung_cancer', { unexplained_cough: true, unexplained_fatigue: true, unexplained_haemoptysis: false, cxr_suggests_lung_cancer: false, cxr_suggests_mesothelioma: false });
  await show('advice, manage', 'demo-05', 'suspected_lower_gi_cancer', { rectal_mass: false, unexplained_anal_mass: false, unexplained_anal_ulceration: false, strong_clinical_concern_of_cancer: false, ongoing_unexplained_symptoms: false });
  await show('advice, redirect', 'demo-11', 'low_back_pain', { ...nothing, cauda_equina_features: [] });
  await show('advice, emergency', 'demo-11', 'low_back_pain', { cauda_equina_features: ['bladder'] });
  await show('advice, another pathway', 'demo-01', 'copd', { unexplained_haemoptysis: true, acute_exacerbation_needing_admission: false });
  await show('advice, open', 'demo-02', 'copd');
  await show('advice, not for this patient', 'demo-07', 'low_back_pain');
  await show('advice, the record contradicts itself', 'demo-13', 'suspected_breast_cancer', { breast_lump: false });
  await show('advice, more urgent elsewhere', 'demo-03', 'low_back_pain', { ...nothing, cauda_equina_features: [] });
  await show('advice, routine elsewhere', 'demo-17', 'low_back_pain', { ...nothing, cauda_equina_features: [], unexplained_visible_haematuria: false, visible_haematuria: false });
  await page.goto(await draft(page, base, 'demo-02', 'copd'));
  await answer(page, { rest: 'unchecked' });
  while (!(await heading(page)).includes('Advice')) await answer(page, { radio: 'not_known', many: 'not_known', number: '' });
  await look('advice, undecided');
  await page.check('input[value="action:refer:routine"]');
  await page.check('input[name=reason][value=patient_preference]');
  await page.fill('#text', 'Wants to be seen near home.');
  await go(page, 'next');
  await page.goto(page.url().replace(/(consultations\/[^/]+).*/, '$1/advice'));
  await look('advice, the GP went another way');
};

export const letter = async ({ page, base, look }) => {
  const at = await draft(page, base, 'demo-13', 'suspected_breast_cancer');
  await page.goto(at + '/letter');
  await look('letter, to check');
  await page.fill('#free_text', 'Works as a baker. '.repeat(40));
  await go(page, 'update');
  await look('letter, with words of the GP');
  const stale = await page.context().newPage();
  await stale.goto(at + '/letter');
  await page.fill('#free_text', 'Changed meanwhile.');
  await go(page, 'update');
  await stale.close();
  await page.evaluate(() => { document.querySelector('input[name=version]').value = '1'; });
  await page.fill('#free_text', 'On an old version.');
  await go(page, 'send');
  await look('letter, refused because it changed');
  await page.goto(at + '/letter');
  await go(page, 'send');
  await look('tell, sent');
  await page.goto(at + '/letter');
  await look('letter, sent');
  await page.goto(at + '/advice');
  await look('advice, sent');
  await page.goto(at + '/file');
  await look('what to file in the record');
  const advised = await draft(page, base, 'demo-05', 'suspected_lower_gi_cancer', { rectal_mass: false, unexplained_anal_mass: false, unexplained_anal_ulceration: false, strong_clinical_concern_of_cancer: false, ongoing_unexplained_symptoms: false });
  await page.goto(advised + '/tell');
  await look('tell, before it is closed');
  await page.getByRole('button', { name: 'Record as advised' }).click();
  await page.waitForLoadState();
  await look('tell, closed as advised');
};

// record is what a record system sends of a patient.
const record = (smoking, date) => ({
  resourceType: 'Bundle', type: 'collection', entry: [
    { resource: { resourceType: 'Patient', id: 'x1', gender: 'male', birthDate: '1959-03-14', name: [{ family: 'Sedgewick', given: ['Amos'], prefix: ['Mr'] }], identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000484' }] } },
    { resource: { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'urn:signpost:finding', code: 'smoking_status', display: 'Smoking' }] }, subject: { reference: 'Patient/x1' }, effectiveDateTime: date, valueString: smoking } },
    { resource: { resourceType: 'Observation', status: 'final', code: { coding: [{ system: 'http://example.org', code: 'zz', display: 'A code of nobody' }] }, subject: { reference: 'Patient/x1' }, effectiveDateTime: date, valueString: 'x' } },
  ],
});

export const launched = async ({ page, base, look }) => {
  const launch = async (bundle) => {
    const r = await page.request.post(base + '/api/v1/launches', { data: bundle, headers: { 'Content-Type': 'application/fhir+json' } });
    await page.goto(base + (await r.json()).url);
  };
  await launch(record('current', '2026-09-01'));
  await look('launched, find');
  const patient = page.url();
  await page.goto(patient + '/record');
  await look('record, what was not understood');
  await page.goto(patient);
  await begin(page, 'COPD');
  await look('launched, questions');
  await launch(record('ex', '2026-11-20'));
  await page.locator('a[href*="/consultations/"]').first().click();
  await page.waitForLoadState();
  await look('changed, the record says something else');
};

export const pictures = async ({ page, base, look }) => {
  const at = await draft(page, base, 'demo-16', 'suspected_skin_cancer', { suspicious_pigmented_skin_lesion: true });
  await page.goto(at + '/images');
  await look('pictures, none yet');
  const add = async (buffer, state) => {
    await page.locator('input[type=file]').first().setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer });
    await page.locator('fieldset input[type=radio]').first().check();
    await page.getByRole('button', { name: 'Add to the letter' }).click();
    await page.waitForLoadState();
    await look(state);
  };
  await add(Buffer.from('not a picture'), 'pictures, refused');
  await add(png(), 'pictures, one');
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.waitForLoadState();
  await look('pictures, one taken away');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.goto(at + '/letter');
  await look('letter, with a picture');
};

export const own = async ({ page, base, look }) => {
  await choose(page, base, 'BRACKEN');
  await page.getByRole('button', { name: 'Write a letter without a pathway' }).click();
  await page.waitForURL(/letter$/);
  await look('own letter, new');
  await go(page, 'send');
  await look('own letter, without a title');
  await page.fill('#title', 'Sweating of the hands');
  await page.selectOption('#service', { index: 1 });
  await page.fill('#free_text', 'Since school. Nothing has helped.');
  await go(page, 'update');
  await look('own letter, written');
  await go(page, 'send');
  await look('own letter, told');
};

export const lists = async ({ page, base, look }) => {
  await page.goto(base + '/consultations?show=overridden');
  await look('list, empty');
  const at = await draft(page, base, 'demo-13', 'suspected_breast_cancer');
  await page.goto(at + '/advice');
  await page.check('input[value="action:manage:none"]');
  await go(page, 'next');
  await page.getByRole('button', { name: 'Record as advised' }).click();
  await draft(page, base, 'demo-02', 'copd');
  await draft(page, base, 'demo-03', 'low_back_pain', { ...nothing, cauda_equina_features: [] });
  await page.goto(base + '/patients/demo-03');
  await look('find, more urgent elsewhere');
  for (const [show, state] of [['', 'list, all'], ['?show=drafts', 'list, drafts'], ['?show=overridden', 'list, another way']]) {
    await page.goto(base + '/consultations' + show);
    await look(state);
  }
  await page.goto(base + '/consultations');
  await page.getByRole('button', { name: 'Mark as seen' }).first().click();
  await page.waitForLoadState();
  await look('list, seen what is more urgent');
};

export const others = async ({ page, base, look }) => {
  await choose(page, base, 'BRACKEN');
  for (const [name, state] of [['About and notices', 'about'], ['What is new', 'what is new']]) {
    await page.getByRole('link', { name }).click();
    await page.waitForLoadState();
    await look(state);
    await page.goBack();
  }
  await page.fill('#words', 'qqqq');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/find=/);
  await page.getByRole('button', { name: 'Ask for this pathway' }).click();
  await page.waitForLoadState();
  await look('asked for a pathway');
  await page.goto(base + '/asked');
  await look('what was asked for');
  await choose(page, base, 'BRACKEN');
  await page.getByRole('button', { name: 'Write a letter without a pathway' }).click();
  await page.waitForLoadState();
  await look('letter without a pathway, begun');
};

export const errors = async ({ page, base, look }) => {
  await page.goto(base + '/nowhere');
  await look('nothing here');
  await page.goto(base + '/consultations/none/advice');
  await look('no such consultation');
  await page.goto(base + '/patients/none');
  await look('no such patient');
  await page.goto(base + '/launch/none');
  await look('a link used before');
  await page.goto(base + '/via/none/patients');
  await look('a session that has ended');
  await choose(page, base, 'MOSS');
  await page.evaluate(() => { document.querySelector('button[name=pathway]').value = 'none'; });
  await page.locator('button[name=pathway]').first().click();
  await page.waitForLoadState();
  await look('no such pathway');
  await choose(page, base, 'MOSS');
  await page.evaluate(() => { document.querySelector('#words').name = 'other'; });
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForLoadState();
  await look('a form that cannot be used');
};
