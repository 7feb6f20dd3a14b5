package approval

import "signpost.health/signpost/engine/lang"

// The codes of this package. A code is never given to another meaning.
const (
	codeEmpty       = "P800"
	codeIncomplete  = "P801"
	codeRole        = "P802"
	codeHash        = "P803"
	codeNoPathway   = "P804"
	codeVoid        = "P805"
	codeNotApproved = "P806"
	codeOnePerson   = "P807"
)

// Codes explains every code of this package.
func Codes() []lang.Code {
	const signed = "approval: copd\napprovals:\n  - name: Dr A Example\n    role: gp\n    organisation: Fern Street Surgery\n    date: 2026-11-21\n" +
		"    statement: I agree.\n    version: \"1.0.0\"\n    behaviour: \"00112233445566778899aabbccddeeff\"\n    content: \"ffeeddccbbaa99887766554433221100\"\n"
	return []lang.Code{{
		ID:    codeEmpty,
		Title: "A file of approvals without any",
		Why:   "It looks as if the pathway were signed, and nobody has signed it.",
		Bad:   "approval: copd\napprovals: []\n",
		Good:  signed,
	}, {
		ID:    codeIncomplete,
		Title: "An approval that lacks something",
		Why:   "An approval says who agreed, for whom, when, in what words and to what. Without one of these nobody can rely on it later.",
	}, {
		ID:    codeRole,
		Title: "A role that does not sign",
		Why:   "A pathway needs the approval of a GP (`gp`) and of the service that receives its patients (`receiving_service`). Another role would count for nothing.",
	}, {
		ID:    codeHash,
		Title: "A hash that is none",
		Why:   "The hashes say what was agreed to. One that was typed or cut short can never match, and the approval would be void from the start.",
	}, {
		ID:    codeNoPathway,
		Title: "Approvals for a pathway that is not there",
		Why:   "The pathway may have been renamed: its approvals then count for nothing.",
	}, {
		ID:    codeVoid,
		Title: "An approval that no longer holds",
		Why:   "Whoever signed agreed to the pathway as it was. Since then its behaviour (who gets which advice, how soon and where) or its content (wording, letters, sources, what the patient is told) has changed. `signpost diff` says what, and they sign again.",
	}, {
		ID:    codeNotApproved,
		Title: "A pathway that says approved and is not signed",
		Why:   "In use, only approved pathways decide. That takes the approval of a GP and of the receiving service, two people, for the pathway exactly as it stands.",
	}, {
		ID:    codeOnePerson,
		Title: "One person signed for both roles",
		Why:   "Two keys are only two when two people hold them.",
	}}
}
