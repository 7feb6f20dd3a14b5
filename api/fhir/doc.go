// Package fhir reads a patient's record from a FHIR R4 Bundle: who the patient
// is, what the record answers of the library's findings, medicines and past
// history for the letter.
//
// A record may be wrong, huge or foreign, and reading it never fails for that:
// what is not understood is listed with the reason, and answers nothing. No
// code, a refuted code, a code about the family and a result out of date are
// never presence, and never absence either.
package fhir
