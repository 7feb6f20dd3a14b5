// What each demo patient comes with: the words that a GP would type, the
// pathway that they mean, and what the GP finds when asked. What is not said
// here is absent, or an ordinary value. "sparse" marks a record that holds next
// to nothing, or nothing that is still in date.
export const visits = [
  { patient: 'MOSS', words: 'copd', pathway: 'copd' },
  { patient: 'BRACKEN', words: 'copd', pathway: 'copd', finds: { age_at_symptom_onset: '55', spo2_on_air: '95' } },
  { patient: 'THORNBUSH', words: 'haemoptysis', pathway: 'suspected_lung_cancer' },
  { patient: 'LARKSPUR', words: 'bowel', pathway: 'suspected_lower_gi_cancer' },
  { patient: 'SEDGE', words: 'bowel', pathway: 'suspected_lower_gi_cancer' },
  { patient: 'LICHEN', words: 'bowel', pathway: 'suspected_lower_gi_cancer', finds: { rectal_mass: 'yes' } },
  { patient: 'CLOVER', words: 'milk', pathway: 'cows_milk_allergy' },
  { patient: 'FENNEL', words: 'milk', pathway: 'cows_milk_allergy', sparse: true, finds: { milk_reaction_timing: 'immediate', milk_immediate_features: ['urticaria'] } },
  { patient: 'ALDER', words: 'tonsil', pathway: 'recurrent_tonsillitis' },
  { patient: 'CAMPION', words: 'tonsil', pathway: 'recurrent_tonsillitis' },
  { patient: 'ROWAN', words: 'back pain', pathway: 'low_back_pain' },
  { patient: 'HAWTHORN', words: 'back pain', pathway: 'low_back_pain', sparse: true },
  { patient: 'YARROW', words: 'breast', pathway: 'suspected_breast_cancer', sparse: true },
  { patient: 'HAZEL', words: 'psa', pathway: 'suspected_prostate_cancer' },
  { patient: 'SORREL', words: 'ca125', pathway: 'suspected_ovarian_cancer' },
  { patient: 'BRAMBLE', words: 'mole', pathway: 'suspected_skin_cancer', finds: { suspicious_pigmented_skin_lesion: 'yes' } },
  { patient: 'JUNIPER', words: 'haematuria', pathway: 'suspected_bladder_or_kidney_cancer', finds: { unexplained_visible_haematuria: 'yes' } },
  { patient: 'TEASEL', words: 'dysphagia', pathway: 'suspected_upper_gi_cancer' },
  { patient: 'WILLOW', words: 'bleeding', pathway: 'suspected_womb_cervix_vulva_cancer', sparse: true },
  { patient: 'CYPRESS', words: 'testis', pathway: 'suspected_testicular_or_penile_cancer', sparse: true },
  { patient: 'BLACKTHORN', words: 'neck lump', pathway: 'suspected_head_neck_cancer', sparse: true },
  { patient: 'ELDER', words: 'weight loss', pathway: 'suspected_cancer_non_specific', sparse: true, finds: { unexplained_weight_loss: 'yes' } },
  { patient: 'BLUEBELL', words: 'abdominal mass', pathway: 'suspected_childhood_cancer', sparse: true },
  { patient: 'SAFFRON', words: 'back pain', pathway: 'low_back_pain', sparse: true, finds: { cauda_equina_features: ['saddle_numbness'] } },
  { patient: 'GORSE', words: 'cough', pathway: 'suspected_lung_cancer', sparse: true, finds: { unexplained_cough: 'yes', unexplained_fatigue: 'yes' } },
];

// What a GP says where the visit says nothing.
export const usual = {
  radio: 'no', checkbox: [], text: '10', textarea: 'None',
  patient_knows_suspected_cancer_referral: 'yes',
  inhaler_technique_and_adherence_checked: 'yes',
};
