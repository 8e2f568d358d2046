// swift-tools-version: 6.2
import PackageDescription

// Builds the program that libFuzzer drives (scripts/fuzz), and only what its parsers are made of, since
// SwiftPM gives a sanitizer to all that it builds. The folders here are links to those of the root package;
// of StoryService there is a link to each file that a parser needs, which leaves the queue and its database out.
// `swift test` of the root package replays what the fuzzer has found.

let package = Package(
    name: "fuzzer",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat"),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng"),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo"),
        .systemLibrary(name: "CHeif", pkgConfig: "libheif"),
        .systemLibrary(name: "CDeflate", pkgConfig: "libisal"),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle"),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebpdemux"),

        .target(name: "CKernels"),
        .target(name: "Kernels", dependencies: ["CKernels"]),
        .target(name: "Hashing", dependencies: ["CNettle"]),
        .target(name: "Story", resources: [.embedInCode("Presets")]),
        .target(
            name: "Libav",
            dependencies: ["CFFmpeg", "Kernels", .product(name: "Logging", package: "swift-log")]),
        .target(name: "Pictures", dependencies: ["Libav", "CPNG", "CHeif", "CWebP", "CDeflate"]),
        .target(
            name: "Compositing", dependencies: ["Story", "Libav", "Pictures", "CPangoCairo"],
            // Transcoding needs it to compile, and no parser calls it.
            swiftSettings: [.unsafeFlags(["-Onone"])]),
        .target(
            name: "Transcoding",
            dependencies: [
                "Story", "Hashing", "Kernels", "Libav", "Pictures", "Compositing",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "StoryService",
            dependencies: [
                "Story", "Libav", "Transcoding",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ]),

        .executableTarget(
            name: "fuzzer", dependencies: ["Story", "StoryService", "Pictures", "Transcoding"],
            // libFuzzer has the program's `main`.
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    ]
)

// As in the root package.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
]
for target in package.targets where target.type != .system && target.name != "CKernels" {
    target.swiftSettings = (target.swiftSettings ?? []) + swiftSettings
}
