package api

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// checkOrigin refuses what is no exact origin of a record system. An origin
// stands in a header and says who may show a patient: it must be https, or
// http on this machine, and name one host.
func checkOrigin(origin string) error {
	u, err := url.Parse(origin)
	switch {
	case err != nil, u.Host == "", u.Scheme+"://"+u.Host != origin, strings.ContainsAny(origin, "*;, '\""), u.User != nil:
		return fmt.Errorf("record system %q: write it as https://record.example, with a port if it has one and nothing after", origin)
	case u.Scheme != "https" && (u.Scheme != "http" || !loopbackHost(u.Hostname())):
		return fmt.Errorf("record system %q: it must be https; http is for this machine only", origin)
	}
	return nil
}

func loopbackHost(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// embedders are the origins that may show an answer in a frame: this server's
// own, and the record systems of the practice that launched the panel. Who did
// not come by a launch is shown in no other site's frame.
func (s *server) embedders(r *http.Request) []string {
	if kept, ok := s.launchOf(r); ok {
		return s.RecordSystems[kept.actor.Practice]
	}
	if s.ended(r) || opensLaunch(r) {
		return s.anyRecordSystem()
	}
	return nil
}

// launchOf is the launch that a request belongs to, by the link, the handle in
// its address, or its cookie.
func (s *server) launchOf(r *http.Request) (launched, bool) {
	now, path := s.Now(), r.URL.Path
	if code, ok := strings.CutPrefix(path, "/launch/"); ok {
		return s.launches.awaited(code, now)
	}
	for _, prefix := range []string{viaPath, launchedPath} {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			handle, _, _ := strings.Cut(rest, "/")
			return s.launches.held(handle, now)
		}
	}
	return s.launches.of(s.sessions(r), now)
}

// sessions are the sessions that a request's cookies name.
func (s *server) sessions(r *http.Request) []string {
	var all []string
	for _, name := range s.cookieNames(r) {
		if cookie, err := r.Cookie(name); err == nil {
			all = append(all, cookie.Value)
		}
	}
	return all
}

// recordOrigins are the record systems that a page may hand a filing to, and
// this server's own pages.
func (s *server) recordOrigins(r *http.Request) []string {
	origins := []string{"'self'"}
	if via, ok := r.Context().Value(viaActor{}).(launched); ok {
		return append(origins, s.RecordSystems[via.actor.Practice]...)
	}
	return append(origins, s.embedders(r)...)
}
