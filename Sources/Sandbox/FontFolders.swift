/// Where fontconfig finds fonts, its configuration and its caches.
///
/// For ``SandboxRules/readable`` of a process that draws text.
public enum FontFolders {
    /// The folders of this machine and of the user with that environment, whether they exist or not.
    ///
    /// From `fonts.conf(5)`, and the XDG Base Directory Specification for the user's folders.
    public static func paths(environment: [String: String]) -> [String] {
        var paths = [
            "/etc/fonts", "/usr/share/fontconfig", "/usr/share/fonts", "/usr/local/share/fonts",
            "/var/cache/fontconfig", "/usr/share/xml/fontconfig",
        ]
        paths += ["FONTCONFIG_FILE", "FONTCONFIG_PATH"].compactMap { environment[$0] }
        let home = environment["HOME"]
        paths += home.map { [$0 + "/.fonts", $0 + "/.fonts.conf"] } ?? []
        let standard = [
            ("XDG_DATA_HOME", ".local/share", "fonts"), ("XDG_CONFIG_HOME", ".config", "fontconfig"),
            ("XDG_CACHE_HOME", ".cache", "fontconfig"),
        ]
        for (variable, inHome, folder) in standard {
            guard let base = environment[variable] ?? home.map({ $0 + "/" + inHome }) else { continue }
            paths.append(base + "/" + folder)
        }
        return paths.filter { $0.hasPrefix("/") }
    }
}
