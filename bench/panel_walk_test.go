package bench

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// session is one GP at one browser, who walks from a patient's list of
// pathways to a letter that was sent. Each step is one request.
type session struct {
	base   string
	client *http.Client
	// visit is the patient, and who walks for the how-manieth time.
	visit visit
	key   string
	// at is the consultation's address, to is where the last answer led, and
	// page is what it said.
	at, to, page string
}

// visit is a patient whose pathway asks one page, and one more for the letter.
type visit struct{ patient, words, pathway string }

func visits() []visit {
	return []visit{
		{"demo-04", "bowel", "suspected_lower_gi_cancer"},
		{"demo-06", "bowel", "suspected_lower_gi_cancer"},
		{"demo-14", "psa", "suspected_prostate_cancer"},
		{"demo-17", "haematuria", "suspected_bladder_or_kidney_cancer"},
	}
}

// step is one request of the walk.
type step struct {
	name string
	do   func(*session) error
}

func steps() []step {
	return []step{
		{"find", func(s *session) error { return s.get("/patients/" + s.visit.patient) }},
		{"search", func(s *session) error {
			return s.post("/patients/"+s.visit.patient+"/find", url.Values{"words": {s.visit.words}})
		}},
		{"found", func(s *session) error { return s.get(s.to) }},
		{"start", func(s *session) error {
			err := s.post("/patients/"+s.visit.patient+"/start", url.Values{"key": {s.key}, "pathway": {s.visit.pathway}})
			s.at = s.to
			return err
		}},
		{"resume", func(s *session) error { return s.get(s.at) }},
		{"questions", func(s *session) error { return s.get(s.to) }},
		{"live line", func(s *session) error { return s.post(s.at+"/live", s.answered()) }},
		{"answer", func(s *session) error { return s.post(s.at+"/questions", s.answered()) }},
		{"advice", func(s *session) error { return s.get(s.to) }},
		{"choose", func(s *session) error {
			return s.post(s.at+"/advice", url.Values{"key": {s.key + "c"}, "do": {"advised"}, "go": {"next"}})
		}},
		{"letter questions", func(s *session) error { return s.get(s.to) }},
		{"letter answers", func(s *session) error { return s.post(s.at+"/questions", s.answered()) }},
		{"letter", func(s *session) error { return s.get(s.to) }},
		{"send", func(s *session) error {
			version := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(s.page)
			if version == nil {
				return fmt.Errorf("no letter at %s", s.to)
			}
			return s.post(s.at+"/letter", url.Values{"key": {s.key + "s"}, "version": {version[1]}, "go": {"send"}})
		}},
		{"tell", func(s *session) error { return s.get(s.to) }},
		{"letter as PDF", func(s *session) error { return s.get(s.at + "/letter.pdf") }},
		{"practice list", func(s *session) error { return s.get("/consultations") }},
	}
}

// answered fills in the open page: no red flag is present, and the rest is so.
func (s *session) answered() url.Values {
	form := url.Values{"rest": {"absent"}, "go": {"next"}}
	for _, m := range regexp.MustCompile(`type="hidden" name="(tick|asked|for)" value="([^"]+)"`).FindAllStringSubmatch(s.page, -1) {
		form.Add(m[1], m[2])
	}
	for _, m := range regexp.MustCompile(`name="(a\.[a-z_0-9]+)" type="radio" value="yes"`).FindAllStringSubmatch(s.page, -1) {
		form.Set(m[1], "yes")
	}
	return form
}

func (s *session) get(path string) error {
	r, err := http.NewRequest(http.MethodGet, s.base+path, http.NoBody)
	if err != nil {
		return err
	}
	return s.send(r)
}

// post keeps the page that it came from, for what is posted next.
func (s *session) post(path string, form url.Values) error {
	r, err := s.client.PostForm(s.base+path, form)
	if err != nil {
		return err
	}
	defer r.Body.Close()
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return err
	}
	if to := r.Header.Get("Location"); to != "" {
		s.to = to
	} else if r.StatusCode != http.StatusOK {
		return fmt.Errorf("POST %s: status %d", path, r.StatusCode)
	}
	return nil
}

func (s *session) send(r *http.Request) error {
	got, err := s.client.Do(r)
	if err != nil {
		return err
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		return err
	}
	s.page = string(body)
	if to := got.Header.Get("Location"); to != "" {
		s.to = to
		return nil
	}
	if got.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: status %d", r.URL.Path, got.StatusCode)
	}
	return nil
}

func newSession(base string, v visit) *session {
	return &session{base: base, visit: v, client: &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 1},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Timeout:       time.Minute,
	}}
}
