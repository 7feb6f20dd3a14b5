package api

import (
	"net/http"
	"sync"
	"time"

	"signpost.health/signpost/tracking"
)

const (
	// launchWithin is how long a link waits to be opened.
	launchWithin = 60 * time.Second
	// sessionFor is how long a launched panel stays open.
	sessionFor = 4 * time.Hour
	// handleFor is how long a handle stands for its session: it is in an
	// address, so for one consultation.
	handleFor = time.Hour
	// mostLaunches bounds what is kept in memory.
	mostLaunches = 10_000
)

// launches keeps links that wait to be opened and the sessions that they
// opened. They live in this process only: after a restart the record system
// launches anew.
type launches struct {
	mu       sync.Mutex
	waiting  map[string]launched
	sessions map[string]launched
	// handles stand in an address for a session whose cookie does not come back.
	handles map[string]launched
}

// launched is who may open what, and until when.
type launched struct {
	actor   tracking.Actor
	to      string
	until   time.Time
	session string
}

func newLaunches() *launches {
	return &launches{waiting: map[string]launched{}, sessions: map[string]launched{}, handles: map[string]launched{}}
}

// offer keeps a link until it is opened or a minute has gone.
func (l *launches) offer(code string, actor tracking.Actor, to string, now time.Time) (string, time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	tidy(l.waiting, now)
	until := now.Add(launchWithin)
	l.waiting[code] = launched{actor: actor, to: to, until: until}
	return code, until
}

// open uses a link up, and begins a session with a handle for it.
func (l *launches) open(code string, newID func() string, now time.Time) (handle, session string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	link, ok := l.waiting[code]
	delete(l.waiting, code)
	if !ok || !now.Before(link.until) {
		return "", "", false
	}
	tidy(l.sessions, now)
	tidy(l.handles, now)
	handle, session = newID(), newID()
	link.session, link.until = session, now.Add(sessionFor)
	l.sessions[session] = link
	link.until = now.Add(handleFor)
	l.handles[handle] = link
	return handle, session, true
}

// held is what a handle stands for, until it ends.
func (l *launches) held(handle string, now time.Time) (launched, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, ok := l.handles[handle]
	return kept, ok && now.Before(kept.until)
}

// drop ends a handle that is not needed.
func (l *launches) drop(handle string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.handles, handle)
}

// actor is who opened a session that has not ended.
func (l *launches) actor(session string, now time.Time) (tracking.Actor, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s, ok := l.sessions[session]
	return s.actor, ok && now.Before(s.until)
}

// tidy drops what has ended; if that is not enough, whatever ends first.
func tidy(kept map[string]launched, now time.Time) {
	for id, one := range kept {
		if !now.Before(one.until) {
			delete(kept, id)
		}
	}
	for len(kept) >= mostLaunches {
		first, until := "", time.Time{}
		for id, one := range kept {
			if first == "" || one.until.Before(until) {
				first, until = id, one.until
			}
		}
		delete(kept, first)
	}
}

const (
	// secureCookie is the only kind that comes back from a frame of another
	// site where third-party cookies are blocked.
	secureCookie = "__Host-signpost"
	// plainCookie is for a demo without TLS, where a browser refuses the other.
	plainCookie = "signpost"
)

func (s *server) cookieName(r *http.Request) string {
	if s.Demo && r.TLS == nil {
		return plainCookie
	}
	return secureCookie
}

func (s *server) sessionCookie(r *http.Request, session string) *http.Cookie {
	if s.cookieName(r) == plainCookie {
		return &http.Cookie{Name: plainCookie, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	}
	return &http.Cookie{
		Name: secureCookie, Value: session, Path: "/", HttpOnly: true, Secure: true,
		SameSite: http.SameSiteNoneMode, Partitioned: true,
	}
}

// launchedActor takes who launched the panel before who otherwise sends the
// request.
func (s *server) launchedActor(otherwise func(*http.Request) (tracking.Actor, error)) func(*http.Request) (tracking.Actor, error) {
	return func(r *http.Request) (tracking.Actor, error) {
		if actor, ok := actorVia(r); ok {
			return actor, nil
		}
		if cookie, err := r.Cookie(s.cookieName(r)); err == nil {
			if actor, ok := s.launches.actor(cookie.Value, s.Now()); ok {
				return actor, nil
			}
		}
		return otherwise(r)
	}
}
