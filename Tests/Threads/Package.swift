// swift-tools-version: 6.2
import PackageDescription

// Builds the queue's tests for the thread sanitizer (scripts/test-threads), and only what they need, since
// SwiftPM gives a sanitizer to all that it builds. The folders here are links to those of the root package.

// As in the root package.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
]

let package = Package(
    name: "threads",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")
    ],
    targets: [
        .target(name: "Threading", swiftSettings: swiftSettings),
        .target(name: "Jobs", dependencies: ["Threading"], swiftSettings: swiftSettings),
        .target(
            name: "SQLiteJobs",
            dependencies: [
                "Jobs", "Threading",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: swiftSettings),
        .target(
            name: "JobsTestSupport", dependencies: ["Jobs", "SQLiteJobs", "Threading", "TestSupport"],
            path: "Tests/JobsTestSupport", swiftSettings: swiftSettings),
        .testTarget(
            name: "JobsTests", dependencies: ["Jobs", "JobsTestSupport", "Threading", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SQLiteJobsTests",
            dependencies: [
                "SQLiteJobs", "Jobs", "JobsTestSupport", "Threading", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: swiftSettings),
    ]
)
