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
	// handleFor is how long a handle stands for its session without being used:
	// it is in an address, so for one consultation.
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

// held is what a handle stands for. Each use keeps it for another while, but
// never beyond its session.
func (l *launches) held(handle string, now time.Time) (launched, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, ok := l.handles[handle]
	if !ok || !now.Before(kept.until) {
		return launched{}, false
	}
	kept.until = now.Add(handleFor)
	if last := l.sessions[kept.session].until; last.Before(kept.until) {
		kept.until = last
	}
	l.handles[handle] = kept
	return kept, true
}

// awaited is the link with this code, if it can still be opened.
func (l *launches) awaited(code string, now time.Time) (launched, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	link, ok := l.waiting[code]
	return link, ok && now.Before(link.until)
}

// of is the first of some sessions that has not ended.
func (l *launches) of(sessions []string, now time.Time) (launched, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, id := range sessions {
		if s, ok := l.sessions[id]; ok && now.Before(s.until) {
			return s, true
		}
	}
	return launched{}, false
}

// drop ends a handle that is not needed.
func (l *launches) drop(handle string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.handles, handle)
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

// cookieNames are the cookies that hold a session. Without TLS, which is the
// demo on this machine, a browser may refuse the first and take the second.
func (s *server) cookieNames(r *http.Request) []string {
	if s.Demo && r.TLS == nil {
		return []string{secureCookie, plainCookie}
	}
	return []string{secureCookie}
}

func (s *server) sessionCookies(r *http.Request, session string) []*http.Cookie {
	var cookies []*http.Cookie
	for _, name := range s.cookieNames(r) {
		c := &http.Cookie{Name: name, Value: session, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
		if name == secureCookie {
			c.Secure, c.SameSite, c.Partitioned = true, http.SameSiteNoneMode, true
		}
		cookies = append(cookies, c)
	}
	return cookies
}

// launchedActor takes who launched the panel before who otherwise sends the
// request.
func (s *server) launchedActor(otherwise func(*http.Request) (tracking.Actor, error)) func(*http.Request) (tracking.Actor, error) {
	return func(r *http.Request) (tracking.Actor, error) {
		if via, ok := r.Context().Value(viaActor{}).(launched); ok {
			return via.actor, nil
		}
		if kept, ok := s.launches.of(s.sessions(r), s.Now()); ok {
			return kept.actor, nil
		}
		return otherwise(r)
	}
}
