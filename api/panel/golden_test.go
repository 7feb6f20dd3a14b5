package panel_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// TestPages holds the whole HTML of each page in each of its states.
func TestPages(t *testing.T) {
	t.Parallel()
	for name, show := range map[string]func(*surgery) answer{
		"patients": func(s *surgery) answer { return s.get("/patients") },
		"patients_none": func(s *surgery) answer {
			return s.get(s.post("/patients/find", url.Values{"words": {"nobody"}}))
		},
		"find": func(s *surgery) answer { s.locked(); return s.get("/patients/p-ada") },
		"find_words": func(s *surgery) answer {
			return s.get(s.post("/patients/p-ada/find", url.Values{"words": {"lmup"}}))
		},
		"find_nothing": func(s *surgery) answer {
			return s.get(s.post("/patients/p-ada/find", url.Values{"words": {"sinusitis"}}))
		},
		"questions_red_flags": func(s *surgery) answer { return s.get(s.start("p-ada", "knee") + "/questions") },
		"questions": func(s *surgery) answer {
			at := s.start("p-bo", "knee")
			s.say(at, url.Values{"rest": {"absent"}})
			return s.get(at + "/questions")
		},
		"questions_wrong": func(s *surgery) answer {
			at := s.start("p-bo", "knee")
			s.say(at, url.Values{"rest": {"absent"}})
			return s.do(http.MethodPost, at+"/questions", url.Values{
				"a.urate": {"<b>lots</b>"}, "a.knee_tried": {"rest"}, "n.knee_tried": {"\"quoted\""}, "u.knee_tried": {"none"}, "go": {"next"},
			})
		},
		"stale": func(s *surgery) answer {
			at := s.start("p-ada", "knee")
			old := s.get(at+"/questions").form(s.t, at+"/questions")
			s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}})
			old.Set("rest", "absent")
			return s.do(http.MethodPost, at+"/questions", old)
		},
		"questions_change": func(s *surgery) answer { return s.get(s.locked() + "/questions?change=locked_knee") },
		"questions_letter": func(s *surgery) answer { return s.get(s.locked() + "/questions?for=letter") },
		"questions_look":   func(s *surgery) answer { return s.get(s.locked() + "/questions?look=answers") },
		"advice_decided":   func(s *surgery) answer { return s.get(s.locked() + "/advice") },
		"advice_open":      func(s *surgery) answer { return s.get(s.start("p-ada", "knee") + "/advice") },
		"advice_undecided": func(s *surgery) answer {
			at := s.start("p-ada", "knee")
			s.say(at, url.Values{"rest": {"unchecked"}})
			s.say(at, url.Values{"a.locked_knee": {"not_known"}, "u.knee_tried": {"not_known"}})
			return s.get(at + "/advice")
		},
		"advice_emergency": func(s *surgery) answer {
			at := s.start("p-ada", "knee")
			s.say(at, url.Values{"t.hot_knee": {"yes"}, "rest": {"absent"}})
			return s.get(at + "/advice")
		},
		"advice_other_pathway": func(s *surgery) answer {
			at := s.start("p-ada", "knee")
			s.say(at, url.Values{"t.knee_lump": {"yes"}, "rest": {"absent"}})
			return s.get(at + "/advice")
		},
		"advice_not_for": func(s *surgery) answer { return s.get(s.start("p-cy", "knee") + "/advice") },
		"letter": func(s *surgery) answer {
			at := s.locked()
			s.choose(at, nil)
			return s.get(at + "/letter")
		},
		"letter_own": func(s *surgery) answer { return s.get(s.own("p-ada", "sinusitis") + "/letter") },
		"images": func(s *surgery) answer {
			at := s.locked()
			s.upload(at+"/images", agreed("k"), map[string][]byte{"close_up": snap(s.t, 1)})
			return s.get(at + "/images")
		},
		"images_wrong": func(s *surgery) answer {
			return s.upload(s.locked()+"/images", agreed("k"), map[string][]byte{"other": []byte("GIF8")})
		},
		"tell_before": func(s *surgery) answer {
			at := s.locked()
			return s.get(s.choose(at, url.Values{"do": {"action:manage:none"}}))
		},
		"tell_sent": func(s *surgery) answer {
			at := s.locked()
			s.choose(at, nil)
			form := s.get(at+"/letter").form(s.t, at+"/letter")
			form.Set("go", "send")
			return s.get(s.post(at+"/letter", form))
		},
		"record": func(s *surgery) answer { s.messy(); return s.get("/patients/p-ada/record") },
		"changed": func(s *surgery) answer {
			at := s.locked()
			s.sentAgain(func(r *tracking.Record) {
				r.Patient.Address = "9 New Lane, Fernside"
				r.Answers["urate"] = fromRecord(engine.Number(250), "2026-11-20")
				r.Answers["locked_knee"] = fromRecord(engine.No(), "2026-11-21")
			})
			return s.get(at)
		},
		"file": func(s *surgery) answer { return s.get(s.sent() + "/file") },
		"news": func(s *surgery) answer { return s.get("/news") },
		"wish": func(s *surgery) answer {
			return s.get(s.post("/patients/p-ada/asked", url.Values{"key": {"k"}, "words": {"<sinusitis>"}}))
		},
		"wishes": func(s *surgery) answer {
			s.post("/patients/p-ada/asked", url.Values{"key": {"k"}, "words": {"<sinusitis>"}})
			return s.get("/asked")
		},
		"record_empty": func(s *surgery) answer { return s.get("/patients/p-bo/record") },
		"list":         func(s *surgery) answer { s.locked(); s.start("p-bo", "knee"); return s.get("/consultations") },
		"list_urgent":  func(s *surgery) answer { s.ledElsewhere(); return s.get("/consultations") },
		"find_urgent":  func(s *surgery) answer { s.ledElsewhere(); return s.get("/patients/p-bo") },
		"list_seen": func(s *surgery) answer {
			_, sent := s.ledElsewhere()
			form := s.get("/consultations").form(s.t, sent+"/seen")
			form.Set("go", "seen")
			return s.get(s.post(sent+"/seen", form))
		},
		"list_empty": func(s *surgery) answer { return s.get("/consultations?show=sent") },
		"nothing":    func(s *surgery) answer { return s.get("/nowhere") },
		"conflict": func(s *surgery) answer {
			return s.do(http.MethodPost, s.locked()+"/letter", url.Values{"free_text": {"a"}, "version": {"1"}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			golden(t, name+".html", show(newSurgery(t)).body)
		})
	}
}

// golden compares a page with the one that is kept. What changes with every
// edit of a style, or of the way a library is hashed, or is sealed anew, is
// left out.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = regexp.MustCompile(`/assets/[0-9a-f]{12}/`).ReplaceAllString(got, "/assets/HASH/")
	got = regexp.MustCompile(`Rules [0-9a-f]{12}, wording [0-9a-f]{12}, library [0-9a-f]{12}`).ReplaceAllString(got, "Rules HASH, wording HASH, library HASH")
	got = regexp.MustCompile(`(?s)<article class="letter".*</article>`).ReplaceAllString(got, "THE LETTER")
	got = regexp.MustCompile(`(name="symptoms" value=")[^"]*`).ReplaceAllString(got, "${1}SEALED")
	got = regexp.MustCompile(`data:image/jpeg;base64,[^"]*`).ReplaceAllString(got, "THUMB")
	path := filepath.Join("testdata", "pages", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), got))
}
