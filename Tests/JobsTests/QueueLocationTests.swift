import Jobs
import Testing

@Suite struct QueueLocationTests {
    @Test(
        "A path stays as it is, and a URL of SQLite names one",
        arguments: [
            ("queue.sqlite", "queue.sqlite"), ("/a/b", "/a/b"), ("a:b", "a:b"), ("./sqlite:x", "./sqlite:x"),
            ("100%/x?y#z", "100%/x?y#z"), ("sqlite:///a/b.sqlite", "/a/b.sqlite"), ("SQLite:///a", "/a"),
            ("sqlite:///a%20b/%C3%BC", "/a b/ü"), ("1a://b", "1a://b"),
        ])
    func reads(text: String, path: String) throws {
        #expect(try QueueLocation(text) == .file(path))
        #expect(try QueueLocation(text).description == path)
    }

    @Test(
        "Another URL is refused in a sentence that says what is understood, and gives no secret away",
        arguments: [
            "postgres://user:secret@host/db", "file:///a", "https://secret", "sqlite://secret/a", "sqlite://",
            "sqlite:///", "sqlite:///a?secret", "sqlite:///a#b", "sqlite:///a%00b", "sqlite:///a%zz",
        ])
    func refuses(text: String) {
        let error = #expect(throws: QueueLocation.NotUnderstood.self) { try QueueLocation(text) }
        #expect(error?.message.contains("sqlite:///PATH") == true)
        #expect(error?.text == QueueLocation.shown(text))
        #expect(error?.message.contains("secret") == false)
    }

    @Test(
        "What is shown of a URL has its host and its user, and neither password nor parameters",
        arguments: [
            ("postgres://user:secret@host/db", "postgres://user:…@host/db"),
            ("postgres://user:se/c:r@e?t@host:5432/db?password=secret", "postgres://user:…@host:5432/db…"),
            ("postgres://host/db?password=secret", "postgres://host/db…"),
            ("postgres://user@host/db", "postgres://user@host/db"),
            ("postgres://:secret@h", "postgres://:…@h"),
            ("a:b@c", "a:b@c"),
        ])
    func shows(text: String, shown: String) {
        #expect(QueueLocation.shown(text) == shown)
    }
}
