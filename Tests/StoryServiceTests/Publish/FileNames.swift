/// Names by which a planted file might try to reach what is none of its story's.
enum FileNames {
    /// For a story that is called `clip`.
    static let foreign = [
        "", ".", "..", "/", "//", "../clip.mp4", "../victim/precious", "../../etc/passwd", "/etc/passwd",
        "/proc/self/root/etc/passwd", "./clip.mp4", "clip.mp4/", "clip.mp4/.", "clip.mp4/..",
        "clip.mp4/../../x",
        "sub/clip.mp4", "sub//clip.mp4", "..\u{0}", "clip.mp4\u{0}", "clip.mp4\u{0}/../../x", "\u{0}",
        ".storymedia", ".storymedia/x", ".ssh", ".hidden", "..mp4", "...", " ", "clip.mp4 ", " clip.mp4",
        "CLIP.mp4", "clip.MP4", "clip\\..\\x", "C:\\x", "~", "~/.ssh/authorized_keys", "$HOME/x", "`id`",
        "clip.mp4\n", "-rf", "clip.mp4\u{301}", "/\u{301}etc", "..\u{200B}", "\u{202E}4pm.pilc",
        String(repeating: "a", count: 300), String(repeating: "../", count: 100) + "etc/passwd", "%2e%2e%2fx",
        "victim", "link", "link/precious",
    ]
}
