//! Who asks, and what they may do: types with private fields that only a session or a token can
//! make. A use case that takes one of them cannot be reached by anybody else.

use crate::{
    domain::{
        account::{DeskSettings, Viewer},
        id::{AccountId, TokenId},
        stamp::Stamp,
    },
    store::{account::AccountRow, api_token::LiveToken, session::SessionRow},
};

/// What a token may be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Comment, vote, report, follow.
    Comment,
    /// What a writer of stories does: write, submit, publish, correct.
    Write,
    /// What a moderator does.
    Moderate,
    /// Upload pictures, change and delete them.
    Media,
    /// Read and change the own account, make and revoke tokens.
    Account,
    /// What an administrator does.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Scope; 6] = [
        Scope::Comment,
        Scope::Write,
        Scope::Moderate,
        Scope::Media,
        Scope::Account,
        Scope::Admin,
    ];

    /// The word in forms, on the command line and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::Comment => "comment",
            Scope::Write => "write",
            Scope::Moderate => "moderate",
            Scope::Media => "media",
            Scope::Account => "account",
            Scope::Admin => "admin",
        }
    }

    /// Reads that word.
    pub fn from_word(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Door {
    /// With the session of this hash.
    Session(String),
    /// With a token of these scopes, as stored.
    Token(TokenId, String),
}

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Reader {
    viewer: Viewer,
    slug: String,
    desk: DeskSettings,
    door: Door,
}

/// A reader who may write stories: which, [`crate::domain::workflow`] says.
#[derive(Debug, Clone)]
pub struct Writer(Reader);

/// A reader who may moderate.
#[derive(Debug, Clone)]
pub struct Moderator(Reader);

/// A reader who may illustrate stories: sees the library, adds to it, and changes what is theirs.
#[derive(Debug, Clone)]
pub struct Illustrator(Reader);

/// A reader who may arrange the site: its categories.
#[derive(Debug, Clone)]
pub struct SiteEditor(Reader);

/// A reader who may administer accounts and settings.
#[derive(Debug, Clone)]
pub struct Administrator(Reader);

impl Reader {
    pub(super) fn of_session(row: SessionRow, now: Stamp) -> Option<Reader> {
        let lasts = row.account.active() && row.expires_at > now.micros();
        lasts.then(|| Reader::of(&row.account, Door::Session(row.token_hash)))
    }

    pub(super) fn of_token(token: LiveToken) -> Option<Reader> {
        let door = Door::Token(TokenId(token.token_id), token.scopes);
        token
            .account
            .active()
            .then(|| Reader::of(&token.account, door))
    }

    fn of(account: &AccountRow, door: Door) -> Reader {
        Reader {
            viewer: account.viewer(),
            slug: account.slug.clone(),
            desk: account.desk(),
            door,
        }
    }

    /// Who it is.
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// Their account.
    pub fn id(&self) -> AccountId {
        self.viewer.id
    }

    /// The readable part of their address as an author.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// How they have the newsroom.
    pub fn desk(&self) -> DeskSettings {
        self.desk
    }

    /// Whether the door they came in by lets them do this. What their role may is asked apart.
    pub fn allows(&self, scope: Scope) -> bool {
        match &self.door {
            Door::Session(_) => true,
            Door::Token(_, scopes) => {
                scopes.is_empty() || scopes.split(' ').any(|word| word == scope.as_str())
            }
        }
    }

    /// As a writer, if they are one and came in by a door for it.
    pub fn as_writer(&self) -> Option<Writer> {
        let may = self.viewer.role.may_write() && self.allows(Scope::Write);
        may.then(|| Writer(self.clone()))
    }

    /// As a moderator, if they are one and came in by a door for it.
    pub fn as_moderator(&self) -> Option<Moderator> {
        let may = self.viewer.role.may_moderate() && self.allows(Scope::Moderate);
        may.then(|| Moderator(self.clone()))
    }

    /// As an illustrator, if they are one and came in by a door for it.
    pub fn as_illustrator(&self) -> Option<Illustrator> {
        let may = self.viewer.role.may_illustrate() && self.allows(Scope::Media);
        may.then(|| Illustrator(self.clone()))
    }

    /// As an editor of the site, if they are one and came in by a door for it.
    pub fn as_site_editor(&self) -> Option<SiteEditor> {
        let may = self.viewer.role.may_arrange() && self.allows(Scope::Write);
        may.then(|| SiteEditor(self.clone()))
    }

    /// As an administrator, if they are one and came in by a door for it.
    pub fn as_administrator(&self) -> Option<Administrator> {
        let may = self.viewer.role.may_administer() && self.allows(Scope::Admin);
        may.then(|| Administrator(self.clone()))
    }

    /// The hash of the session they came in with.
    pub fn session(&self) -> Option<&str> {
        match &self.door {
            Door::Session(hash) => Some(hash),
            Door::Token(..) => None,
        }
    }

    /// The token they came in with.
    pub fn token(&self) -> Option<TokenId> {
        match &self.door {
            Door::Session(_) => None,
            Door::Token(id, _) => Some(*id),
        }
    }

    /// The scopes of that token as stored; empty where all rights of the role are theirs.
    pub(super) fn scopes(&self) -> &str {
        match &self.door {
            Door::Session(_) => "",
            Door::Token(_, scopes) => scopes,
        }
    }
}

impl std::ops::Deref for SiteEditor {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl std::ops::Deref for Writer {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl std::ops::Deref for Moderator {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl Illustrator {
    /// Whether they may change, replace or delete what this account uploaded; what nobody did is
    /// the library's own.
    pub fn may_change(&self, uploader: Option<AccountId>) -> bool {
        self.keeps_library() || uploader == Some(self.id())
    }

    /// Whether the whole library is theirs to change.
    pub fn keeps_library(&self) -> bool {
        self.viewer.role.may_keep_library()
    }
}

impl std::ops::Deref for Illustrator {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

impl std::ops::Deref for Administrator {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.0
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::account::Role;

    /// Somebody with this role, who came in with a token of these scopes or with a session.
    pub(in crate::service) fn somebody(role: Role, scopes: Option<&str>) -> Reader {
        Reader {
            viewer: Viewer {
                id: AccountId(1),
                name: "Ratih".into(),
                email: "ratih@warta.example".into(),
                role,
                verified: true,
            },
            slug: "ratih".into(),
            desk: DeskSettings {
                language: None,
                mail: true,
            },
            door: match scopes {
                None => Door::Session("hash".into()),
                Some(scopes) => Door::Token(TokenId(1), scopes.into()),
            },
        }
    }

    #[test]
    fn a_token_never_gives_what_the_role_does_not() {
        for role in Role::ALL {
            for scopes in [None, Some(""), Some("write moderate media admin")] {
                let reader = somebody(role, scopes);
                assert_eq!(reader.as_writer().is_some(), role.may_write());
                assert_eq!(reader.as_moderator().is_some(), role.may_moderate());
                assert_eq!(reader.as_administrator().is_some(), role.may_administer());
                assert_eq!(reader.as_illustrator().is_some(), role.may_illustrate());
            }
        }
    }

    #[test]
    fn pictures_of_others_are_for_those_who_keep_the_library() {
        let own = Some(AccountId(1));
        for (role, others) in [
            (Role::Contributor, false),
            (Role::Author, false),
            (Role::Editor, true),
            (Role::Administrator, true),
        ] {
            let illustrator = somebody(role, None)
                .as_illustrator()
                .expect("may illustrate");
            assert!(illustrator.may_change(own));
            assert_eq!(illustrator.may_change(Some(AccountId(2))), others);
            assert_eq!(illustrator.may_change(None), others);
        }
    }

    #[test]
    fn a_scoped_token_gives_no_more_than_its_words() {
        let reader = somebody(Role::Administrator, Some("comment account"));
        assert!(reader.as_moderator().is_none() && reader.as_administrator().is_none());
        assert!(reader.as_writer().is_none());
        assert!(reader.as_illustrator().is_none());
        let may: Vec<_> = Scope::ALL
            .into_iter()
            .filter(|s| reader.allows(*s))
            .collect();
        assert_eq!(may, [Scope::Comment, Scope::Account]);
    }
}
