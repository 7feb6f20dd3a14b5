package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestNews_are_kept_for_each_person(t *testing.T) {
	p := newPractice(t, store.Options{})
	look, err := p.LastLook(t.Context(), p.gp)
	require.NoError(t, err)
	require.Zero(t, look)
	digest := p.start(t).Pathway.Digest
	require.NoError(t, p.SawNews(t.Context(), p.gp, digest))
	refused(t, p.SawNews(t.Context(), p.gp, "no-such-library"), tracking.NotFound, "")
	require.NoError(t, p.store.Close())

	p = openPractice(t, p.path, store.Options{})
	look, err = p.LastLook(t.Context(), p.gp)
	require.NoError(t, err)
	require.Equal(t, digest, look.Library)
	other := p.gp
	other.ID = "gp-2"
	look, err = p.LastLook(t.Context(), other)
	require.NoError(t, err)
	require.Empty(t, look.Library)
	require.Contains(t, p.kinds(t), audit.NewsSeen)
}

func TestWishes_are_of_one_practice_and_can_be_taken_back(t *testing.T) {
	p := newPractice(t, store.Options{})
	w := p.by()
	first, err := p.Wish(t.Context(), w, "  hyper \n hidrosis ")
	require.NoError(t, err)
	require.Equal(t, "hyper hidrosis", first.Words)
	again, err := p.Wish(t.Context(), w, "hyper hidrosis")
	require.NoError(t, err)
	require.Equal(t, first.ID, again.ID, "sent again it is the same wish")
	require.NoError(t, p.store.Close())

	p = openPractice(t, p.path, store.Options{})
	all, err := p.Wishes(t.Context(), p.gp)
	require.NoError(t, err)
	require.Len(t, all, 1)
	require.Equal(t, p.gp.Name, all[0].By.Name)
	stranger := tracking.Actor{ID: "gp-9", Role: tracking.RoleGP, Practice: "FP009"}
	none, err := p.Wishes(t.Context(), stranger)
	require.NoError(t, err)
	require.Empty(t, none)
	refused(t, p.WithdrawWish(t.Context(), stranger, first.ID), tracking.NotFound, "")
	require.NoError(t, p.WithdrawWish(t.Context(), p.gp, first.ID))
	all, err = p.Wishes(t.Context(), p.gp)
	require.NoError(t, err)
	require.Empty(t, all)
	_, err = p.Wish(t.Context(), p.by(), " ")
	refused(t, err, tracking.Invalid, "words")
	require.Contains(t, p.kinds(t), audit.WishWithdrawn)
	_, err = audit.Verify(audit.Head{}, p.store.Events(t.Context(), 0))
	require.NoError(t, err)
}
