internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Identifies this machine's current boot.
///
/// Corresponds to `/proc/sys/kernel/random/boot_id` (`random(4)`).
enum MachineBoot {
    /// Differs between machines and between boots. All containers of a machine share it. Nil if unknown.
    static let current: String? = {
        #if canImport(Glibc)
            let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            return text?.trimmingCharacters(in: .whitespacesAndNewlines)
        #else
            var text = [CChar](repeating: 0, count: 64)
            var size = text.count
            let result = unsafe sysctlbyname("kern.bootsessionuuid", &text, &size, nil, 0)
            return result == 0
                ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
        #endif
    }()
}
