import Foundation

/// The small files in `Fixtures/`, whose content `Fixtures/README.md` describes.
public enum Fixture {
    /// The folder, absolute.
    public static let folder = PackageRoot.path + "/Fixtures"

    /// The absolute path of a fixture, such as `flash-beep.mp4` or `broken/empty.mp4`.
    ///
    /// - Precondition: The file is there: a missing fixture is a mistake in the test.
    public static func path(_ name: String) -> String {
        let path = folder + "/" + name
        precondition(FileManager.default.fileExists(atPath: path), "no fixture \(path)")
        return path
    }
}
