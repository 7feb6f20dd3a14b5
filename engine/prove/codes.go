package prove

// acceptable are the codes of what may be meant, and be accepted by name. The
// pages of all codes are in engine/explain.
func acceptable() []string {
	return []string{
		"P500", "P502", "P503", "P504", "P505", "P506", "P507", "P508", "P509", "P510", "P511", "P512", "P513", "P514",
		"P515", "P516", "P517", "P520", "P521", "P522", "P523", "P524",
	}
}
