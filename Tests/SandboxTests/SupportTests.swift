import Testing

@testable import Sandbox

@Suite struct SupportTests {
    @Test("What the kernel lacks is said, with what to do")
    func shortfalls() {
        #expect(SandboxSupport(landlockABI: 4, hasSeccomp: true).isSufficient)
        let old = SandboxSupport(landlockABI: 3, hasSeccomp: true).shortfall ?? ""
        #expect(old.contains("version 3 and 4 is needed") && old.contains("6.7"))
        let none = SandboxSupport(landlockABI: nil, hasSeccomp: false).shortfall ?? ""
        #expect(none.contains("no Landlock") && none.contains("CONFIG_SECCOMP_FILTER"))
    }

    @Test("Fonts are looked for in the system's folders and in the user's, as the environment says")
    func fonts() {
        let paths = FontFolders.paths(environment: [
            "HOME": "/home/a", "XDG_CACHE_HOME": "/cache", "FONTCONFIG_FILE": "/f.conf",
            "FONTCONFIG_PATH": "relative",
        ])
        #expect(paths.contains("/usr/share/fonts"))
        #expect(paths.contains("/home/a/.local/share/fonts"))
        #expect(paths.contains("/cache/fontconfig") && paths.contains("/f.conf"))
        #expect(!paths.contains("/home/a/.cache/fontconfig") && !paths.contains("relative"))
    }

    @Test("An error names the call, the file and the reason")
    func errors() {
        let text = "\(SandboxError.failed(call: "open", path: "/a", code: 2))"
        #expect(text.contains("open of /a") && text.contains("No such file"))
    }
}
