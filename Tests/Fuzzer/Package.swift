// swift-tools-version: 6.2
import PackageDescription

// Builds the program that libFuzzer drives (scripts/fuzz), and only what its parsers need, since SwiftPM gives a
// sanitizer to all that it builds. The folders here are links to those of the root package. `swift test` there replays
// what the fuzzer has found.

// As in the root package.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
]

// It is built for debugging, which is soon done and lets it see the modules' internals. A search wants speed, but only
// of these.
let searched = [
    "Containers", "Story", "Pictures", "Compositing", "Subtitles", "Color", "Probing", "Transcoding",
]
let optimised = ["-O", "-whole-module-optimization", "-disable-batch-mode", "-num-threads", "1"]

let package = Package(
    name: "fuzzer",
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(name: "CFFmpeg", pkgConfig: "libavformat"),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng"),
        .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg"),
        .systemLibrary(name: "CLCMS", pkgConfig: "lcms2"),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo"),
        .systemLibrary(name: "CWOFF2", pkgConfig: "libwoff2dec"),
        .systemLibrary(name: "CICU", pkgConfig: "icu-uc"),
        .systemLibrary(name: "CDeflate", pkgConfig: "libisal"),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle"),
        .systemLibrary(name: "CWebP", pkgConfig: "libwebpdemux"),

        .target(name: "CSandbox"),
        .target(name: "Sandbox", dependencies: ["CSandbox"]),
        .target(name: "CKernels"),
        .target(name: "Kernels", dependencies: ["CKernels"]),
        .target(name: "CLineBreaks", dependencies: ["CICU"]),
        .target(name: "CWOFF2Decoder", dependencies: ["CWOFF2"]),
        .target(name: "Hashing", dependencies: ["CNettle"]),
        .target(name: "Threading"),
        .target(name: "Story", resources: [.embedInCode("Presets")]),
        .target(name: "Jobs", dependencies: ["Threading"]),
        .target(
            name: "SQLiteJobs",
            dependencies: [
                "Jobs", "Threading",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "Files",
            dependencies: ["Hashing", .product(name: "SystemPackage", package: "swift-system")]),
        .target(
            name: "Libav",
            dependencies: [
                "CFFmpeg", "Kernels", "Threading", .product(name: "Logging", package: "swift-log"),
            ]),
        .target(name: "Containers", dependencies: ["Libav"]),
        .target(
            name: "Pictures",
            dependencies: ["Containers", "Libav", "CJPEG", "CPNG", "CWebP", "CDeflate", "CLCMS"]),
        .target(
            name: "Compositing",
            dependencies: [
                "Containers", "Story", "Sandbox", "Libav", "Pictures", "CPangoCairo", "CLineBreaks",
                "CWOFF2Decoder",
            ]),
        .target(name: "Subtitles", dependencies: ["Story", "Libav", "Compositing"]),
        .target(name: "Color", dependencies: ["Story", "Kernels", "Libav"]),
        .target(
            name: "Probing",
            dependencies: [
                "Containers", "Story", "Threading", "Libav", "Pictures",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Transcoding",
            dependencies: [
                "Containers", "Story", "Hashing", "Kernels", "Threading", "Libav", "Pictures", "Compositing",
                "Color", "Probing",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Conformance",
            dependencies: [
                "Containers", "Story", "Threading", "Libav", "Compositing", "Color", "Probing", "Transcoding",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Workers",
            dependencies: [
                "Story", "Files", "Sandbox", "Threading", "Libav", "Pictures", "Compositing",
                "Subtitles", "Color", "Probing", "Transcoding", "Conformance",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .target(
            name: "StoryService",
            dependencies: [
                "Story", "Jobs", "SQLiteJobs", "Files", "Sandbox", "Hashing", "Threading", "Libav",
                "Pictures",
                "Compositing", "Probing", "Transcoding", "Conformance", "Workers",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),

        .executableTarget(
            name: "fuzzer",
            dependencies: [
                "Containers", "Story", "StoryService", "Pictures", "Compositing", "Subtitles", "Color",
                "Probing", "Conformance", "Transcoding", "Workers",
            ],
            // libFuzzer has the program's `main`.
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    ]
)

let inC = ["CSandbox", "CKernels", "CLineBreaks", "CWOFF2Decoder"]
for target in package.targets where target.type != .system && !inC.contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + swiftSettings
    if searched.contains(target.name) {
        target.swiftSettings?.append(.unsafeFlags(optimised))
    }
}
