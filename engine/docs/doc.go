// Package docs writes a page per pathway that a clinician who reads no YAML
// can check and sign: whom it is for, its criteria and decision tables in
// plain English, the flow as a picture, every word the patient is told, the
// worked examples, what happens when a thing is not known, and who signed.
//
// Everything on a page is generated from the pathway itself, so that what is
// signed is what decides. The same input gives the same bytes.
package docs
